import Cryptography
package import Domain
import Records
import SQL

/// How making or changing a case type ends.
package enum KeptCaseType: Hashable, Sendable {
    case unknown
    case notAllowed
    /// Another type has this name, perhaps in other letter case.
    case nameTaken
    case kept(ID<CaseType>)
}

/// The name of a case type, as somebody typed it.
package struct CaseTypeName: Hashable, Sendable {
    let text: String

    package init(reading typed: String) throws(Malformed) {
        text = try Typed.line(typed, field: "name", limit: 60)
    }
}

extension Installation {
    /// Makes a case type.
    package func addCaseType(_ name: CaseTypeName, by viewer: Viewer) async throws -> KeptCaseType {
        let now = world.now()
        let type = CaseType(id: try world.newID(), name: name.text, createdAt: now)
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepCaseTypes else { return .notAllowed }
            guard try CaseTypes(transaction).find(name: type.name) == nil else { return .nameTaken }
            try CaseTypes(transaction).insert(type)
            try self.note(type.id, now: now, in: transaction)
            return .kept(type.id)
        }
    }

    /// Gives a case type another name, on every case that has it.
    package func renameCaseType(
        _ id: ID<CaseType>, to name: CaseTypeName, by viewer: Viewer
    ) async throws -> KeptCaseType {
        try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepCaseTypes else { return .notAllowed }
            let types = CaseTypes(transaction)
            guard try types.find(id) != nil else { return .unknown }
            if let other = try types.find(name: name.text), other.id != id { return .nameTaken }
            try types.rename(id, to: name.text)
            return .kept(id)
        }
    }

    /// Takes a case type out of the choice, or back into it. Cases that have it keep it.
    package func archiveCaseType(
        _ id: ID<CaseType>, _ isArchived: Bool, by viewer: Viewer
    ) async throws -> KeptCaseType {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepCaseTypes else { return .notAllowed }
            guard try CaseTypes(transaction).find(id) != nil else { return .unknown }
            _ = try CaseTypes(transaction).archive(id, at: isArchived ? now : nil)
            return .kept(id)
        }
    }
}
