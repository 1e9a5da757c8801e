import Cryptography
package import Domain
import Records
import SQL

/// How putting somebody on a case, or taking them off, ends.
package enum AssignedPerson: Hashable, Sendable {
    /// This viewer sees no such case.
    case unknown
    case notAllowed
    case closed
    /// Nobody knows them, or they are archived.
    case noSuchPerson
    /// Staff roles are for staff, contact roles for everybody else.
    case wrongRole
    case done
}

extension Installation {
    /// Gives a person a role on a case, in place of another one they had.
    package func assign(
        _ person: ID<Person>, as role: AssignmentRole, to id: ID<CaseFile>, by viewer: Viewer
    ) async throws -> AssignedPerson {
        let now = world.now()
        return try await changeAssignments(of: id, by: viewer) { transaction in
            guard let found = try People(transaction).find(person), found.archivedAt == nil else {
                return .noSuchPerson
            }
            guard role.isForStaff == (found.kind == .staff) else { return .wrongRole }
            try Cases(transaction).assign(Assignment(caseFile: id, person: person, role: role), now: now)
            return .done
        }
    }

    /// Takes a person off a case. What was sent to them stays theirs until it is revoked.
    package func unassign(
        _ person: ID<Person>, from id: ID<CaseFile>, by viewer: Viewer
    ) async throws -> AssignedPerson {
        try await changeAssignments(of: id, by: viewer) { transaction in
            try Cases(transaction).unassign(person, from: id)
            return .done
        }
    }

    private func changeAssignments(
        of id: ID<CaseFile>, by viewer: Viewer,
        _ change: @escaping @Sendable (any Transaction) throws -> AssignedPerson
    ) async throws -> AssignedPerson {
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayChange else { return .notAllowed }
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return .unknown }
            guard caseFile.status == .open else { return .closed }
            return try change(transaction)
        }
    }
}
