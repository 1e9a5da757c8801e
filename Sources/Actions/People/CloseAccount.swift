package import Domain
import Records
import SQL

/// How closing a colleague's account, or opening it again, ends.
package enum ClosedAccount: Hashable, Sendable {
    /// Nobody of this id has an account.
    case unknown
    case notAllowed
    /// One's own: whoever closes it by mistake could not come back.
    case oneself
    /// Nobody would be left who can administer.
    case lastAdministrator
    case nothingToDo
    case done
}

extension Installation {
    /// Closes a colleague's account, or opens it again. Closing ends sessions, tokens and mailed links for good; drafts and whatever
    /// else they wrote stay (AU-03).
    package func closeAccount(
        of id: ID<Person>, _ isClosed: Bool, by viewer: Viewer
    ) async throws -> ClosedAccount {
        guard id != viewer.person else { return viewer.rights.mayAdminister ? .oneself : .notAllowed }
        return switch try await changeStaff(id, StaffChange(isDisabled: isClosed), by: viewer) {
        case .unknown: .unknown
        case .notAllowed: .notAllowed
        case .lastAdministrator: .lastAdministrator
        case .nothingToDo: .nothingToDo
        case .changed: .done
        }
    }
}
