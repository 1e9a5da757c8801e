import Actions
import Domain
import TestSupport
import Testing

/// An author, two who may validate of whom one is on the case, an unassigned colleague and a client.
struct NotifiedFirm {
    let test: TestInstallation
    let author, manager, owner, colleague: Viewer
    let client: Person
    let caseFile: CaseFile

    init(_ engine: Engine, organisation: Organisation? = nil) async throws {
        test = try await TestInstallation(engine, organisation: organisation)
        author = try await test.staff("Ivo Author", email: "ivo@firm.example", role: .investigator)
        manager = try await test.staff("Mia Manager", email: "mia@firm.example", role: .manager)
        owner = try await test.staff("Ola Owner", email: "ola@firm.example", role: .owner)
        colleague = try await test.staff("Eve Employee", email: "eve@firm.example", role: .staff)
        client = try await test.person("Ana Client", emails: ["ana@client.example"])
        caseFile = try await test.caseFile(by: owner, clients: [client], staff: [author.person, manager.person])
    }

    var installation: Installation { test.installation }

    func list(_ viewer: Viewer, unreadOnly: Bool = false) async throws -> NotificationList {
        var filter = NotificationFilter()
        filter.unreadOnly = unreadOnly
        return try await installation.listNotifications(filter, to: viewer)
    }

    /// What this person finds, the newest first.
    func kinds(_ viewer: Viewer) async throws -> [NotificationKind] {
        try await list(viewer).items.map(\.notification.kind)
    }

    @discardableResult
    func submitted(in other: CaseFile? = nil) async throws -> ID<CaseUpdate> {
        let id = try await test.written(in: other ?? caseFile, by: author)
        guard case .submitted = try await installation.submitUpdate(id, by: author) else { throw NotDone() }
        return id
    }

    func giveBack(_ id: ID<CaseUpdate>) async throws {
        guard case .returned = try await installation.returnUpdate(id, reason: "Name him.", by: manager) else {
            throw NotDone()
        }
    }

    func choose(_ kind: NotificationKind, _ channel: NotificationChannel, by viewer: Viewer) async throws {
        _ = try await installation.chooseNotifications([kind: channel.rawValue], by: viewer)
    }

    /// What leaves once everything that waits for more is over.
    func mailsOfBurst() async -> [String] {
        test.world.pass(.minutes(2))
        return await test.deliverMail().map(\.to)
    }

    struct NotDone: Error {}
}
