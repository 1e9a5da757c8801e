import Domain
import Records
import SQL

/// Which updates of a case somebody may see, as things are in one transaction. Everything that hangs on an update, its files,
/// its sends and what became of them, is seen by whoever sees the update.
struct UpdateSight {
    private let person: ID<Person>
    private let rights: Rights
    private let role: AssignmentRole?
    private let groups: [ID<AccessGroup>: AccessGroup]

    init(_ viewer: Viewer, _ caseFile: ID<CaseFile>, in transaction: any Transaction) throws {
        try self.init(viewer.rights, of: viewer.person, caseFile, in: transaction)
    }

    /// Of somebody who asks for nothing now, and is only to be told.
    init(_ rights: Rights, of person: ID<Person>, _ caseFile: ID<CaseFile>, in transaction: any Transaction) throws {
        self.rights = rights
        self.person = person
        role = try Cases(transaction).assignment(of: person, to: caseFile)?.role
        groups = Dictionary(uniqueKeysWithValues: try AccessGroups(transaction).all().map { ($0.id, $0) })
    }

    /// Of an update of this case.
    func sees(_ update: CaseUpdate) -> Bool {
        guard rights.maySeeCase(assigned: role != nil) else { return false }
        if update.author == person { return true }
        guard let group = groups[update.accessGroup], rights.maySee(group) else { return false }
        return update.state == .validated || rights.maySeeUnvalidated(assigned: role)
    }
}

extension Installation {
    func sees(_ viewer: Viewer, _ update: CaseUpdate, in transaction: any Transaction) throws -> Bool {
        try UpdateSight(viewer, update.caseFile, in: transaction).sees(update)
    }

    /// The update with its case, if this viewer may see it.
    func update(
        _ id: ID<CaseUpdate>, for viewer: Viewer, in transaction: any Transaction
    ) throws -> (update: CaseUpdate, caseFile: CaseFile)? {
        guard let update = try CaseUpdates(transaction).find(id), try sees(viewer, update, in: transaction),
            let caseFile = try Cases(transaction).find(update.caseFile)
        else { return nil }
        return (update, caseFile)
    }

    /// The updates of a case that are for this viewer, the newest first.
    func updates(
        of caseFile: ID<CaseFile>, for viewer: Viewer, in transaction: any Transaction
    ) throws -> [CaseUpdate] {
        try CaseUpdates(transaction).all(of: caseFile).filter(UpdateSight(viewer, caseFile, in: transaction).sees)
    }
}
