import Cryptography
package import Domain
import Mail
import Records
import SQL

/// How taking a second factor away ends.
package enum EndedFactor: Hashable, Sendable {
    case notAllowed
    case unknown
    /// There is none.
    case nothingToDo
    /// The organisation wants everybody to have one.
    case required
    case ended
}

extension Installation {
    /// Takes the viewer's own second factor away: their password alone signs in from then on.
    package func endFactor(by viewer: Viewer, from place: SignInPlace) async throws -> EndedFactor {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard !self.organisation.requiresSecondFactor else { return .required }
            try Self.requireProof(viewer, now: now, in: transaction)
            return try self.endFactor(
                of: viewer.person, browser: place.browser, place: place.client.address, now: now, in: transaction)
        }
    }

    /// Takes a colleague's second factor away who lost both app and recovery codes. All their sessions end; where everybody needs
    /// one they set up another at the next sign-in.
    package func endFactor(of id: ID<Person>, by viewer: Viewer) async throws -> EndedFactor {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayAdminister else { return .notAllowed }
            guard try StaffAccounts(transaction).find(id) != nil else { return .unknown }
            try Self.requireProof(viewer, now: now, in: transaction)
            let ended = try self.endFactor(
                of: id, browser: "that of an administrator", place: self.organisation.host, now: now, in: transaction)
            if ended == .ended { try StaffSessions(transaction).endAll(of: id, now: now) }
            return ended
        }
    }

    /// Makes the viewer new recovery codes, told this once; the earlier ones no longer work. None where there is no factor.
    package func renewRecoveryCodes(by viewer: Viewer, from place: SignInPlace) async throws -> [String]? {
        let now = world.now()
        let codes = try freshRecoveryCodes()
        return try await write(for: viewer) { viewer, transaction in
            guard try SecondFactors(transaction).find(viewer.person)?.confirmedAt != nil else { return nil }
            try Self.requireProof(viewer, now: now, in: transaction)
            let digests = try codes.map { try $0.digest(of: viewer.person).hex }
            try RecoveryCodes(transaction).replace(of: viewer.person, by: digests)
            try self.tellStaff(
                viewer.person, .recoveryCodesMade, browser: place.browser, place: place.client.address, now: now,
                in: transaction)
            return codes.map(\.text)
        }
    }

    private func endFactor(
        of person: ID<Person>, browser: String, place: String, now: Moment, in transaction: any Transaction
    ) throws -> EndedFactor {
        guard try SecondFactors(transaction).remove(of: person) else { return .nothingToDo }
        try RecoveryCodes(transaction).replace(of: person, by: [])
        try tellStaff(person, .factorOff, browser: browser, place: place, now: now, in: transaction)
        return .ended
    }
}
