import Cryptography
package import Domain
import Mail
import Records
import SQL

/// A member of staff's addresses, and the one that they have asked for.
package struct OwnAddresses: Sendable {
    /// Primary first.
    package let addresses: [EmailAddress]
    /// It waits for the code that was mailed there; nil if there is none.
    package let asked: AddressChange?
}

/// How asking for an address ends.
package enum AskedForAddress: Hashable, Sendable {
    /// Another account signs in with it.
    case addressTaken
    /// It is the viewer's already.
    case nothingToDo
    /// Too many codes were mailed for this person within an hour.
    case tooMany(until: Moment)
    case mailed
}

/// How entering the code of an address ends.
package enum ConfirmedAddress: Hashable, Sendable {
    /// None is asked for, or its time is over.
    case over
    case wrong(attemptsLeft: Int64)
    /// Another account signs in with it since.
    case addressTaken
    case confirmed(AddressPlace)
}

extension Installation {
    /// The viewer's own addresses.
    package func showAddresses(to viewer: Viewer) async throws -> OwnAddresses {
        let now = world.now()
        return try await database.read { transaction in
            let asked = try AddressChanges(transaction).open(of: viewer.person)
            return OwnAddresses(
                addresses: try People(transaction).find(viewer.person)?.addresses ?? [],
                asked: asked.flatMap { $0.isLive(now: now) ? $0 : nil })
        }
    }

    /// Mails a code to an address that the viewer wants to have; nothing changes before they enter it.
    package func askForAddress(
        _ address: EmailAddress, as place: AddressPlace, by viewer: Viewer, from origin: SignInPlace
    ) async throws -> AskedForAddress {
        let now = world.now()
        let (id, letterID): (ID<AddressChange>, ID<QueuedLetter>) = (try world.newID(), try world.newID())
        let code = try VerificationCode.random(from: world)
        let change = AddressChange(
            id: id, person: viewer.person, address: address, place: place,
            codeDigest: try pepper.digest(of: code, challenge: id), reference: try CodeReference.random(from: world),
            createdAt: now, expiresAt: now + AddressChange.life)
        let letter = try letterWriter.addressCode(
            LetterStamp(to: address, id: letterID.text, date: now), code: CodeEntry.grouped(code.digits),
            reference: change.reference, browser: origin.browser)
        let queued = try queued(letter, id: letterID, kind: .code, to: address, givingUpAt: change.expiresAt)
        return try await write(for: viewer) { viewer, transaction in
            try Self.requireProof(viewer, now: now, in: transaction)
            guard let person = try People(transaction).find(viewer.person) else { return .nothingToDo }
            let has = place == .primary ? person.primaryAddress == address : person.addresses.contains(address)
            guard !has else { return .nothingToDo }
            guard try place == .alias || !Self.isTaken(address, for: viewer.person, in: transaction) else {
                return .addressTaken
            }
            let changes = AddressChanges(transaction)
            guard try changes.count(of: viewer.person, since: now - .hours(1)) < AddressChange.mostAnHour else {
                return .tooMany(until: now + .hours(1))
            }
            try changes.insert(change)
            try Outbox(transaction).insert(queued, now: now)
            return .mailed
        }
    }

    /// Takes what the viewer asked for back.
    package func withdrawAddress(by viewer: Viewer) async throws {
        let now = world.now()
        try await write(for: viewer) { viewer, transaction in
            try AddressChanges(transaction).endAll(of: viewer.person, now: now)
        }
    }

    /// Gives the viewer the address that they asked for. In place of the primary one, which is theirs no more: what was opened
    /// with it is shut, their other sessions end, and both addresses are told (AU-07).
    package func confirmAddress(
        _ entry: CodeEntry, by viewer: Viewer, from place: SignInPlace
    ) async throws -> ConfirmedAddress {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            let changes = AddressChanges(transaction)
            guard let change = try changes.open(of: viewer.person), change.isLive(now: now),
                try changes.count(change.id), let person = try People(transaction).find(viewer.person)
            else { return .over }
            let code = VerificationCode(entry)
            guard try self.pepper.accepts(change.codeDigest, for: code, challenge: change.id) else {
                return .wrong(attemptsLeft: AddressChange.mostAttempts - change.attempts - 1)
            }
            guard try change.place == .alias || !Self.isTaken(change.address, for: viewer.person, in: transaction)
            else { return .addressTaken }
            guard try changes.end(change.id, now: now) else { return .over }
            try People(transaction).update(person.having(change))
            if change.place == .primary {
                try self.moveAccount(
                    of: person, to: change.address, keeping: viewer.session,
                    told: (browser: place.browser, place: place.client.address), now: now, in: transaction)
            } else {
                try self.tellStaff(
                    person.id, .aliasAdded, browser: place.browser, place: place.client.address, now: now,
                    in: transaction)
            }
            return .confirmed(change.place)
        }
    }

    /// Takes one of the viewer's other addresses away; false where it is none of those.
    package func removeAlias(_ address: EmailAddress, by viewer: Viewer) async throws -> Bool {
        try await write(for: viewer) { viewer, transaction in
            guard let person = try People(transaction).find(viewer.person),
                person.addresses.dropFirst().contains(address)
            else { return false }
            try People(transaction).update(person.with(addresses: person.addresses.filter { $0 != address }))
            return true
        }
    }

    static func isTaken(
        _ address: EmailAddress, for person: ID<Person>, in transaction: any Transaction
    ) throws -> Bool {
        let holder = try StaffAccounts(transaction).find(signingInAs: address)
        return holder != nil && holder?.person != person
    }
}

extension Person {
    /// With the address that was verified: as primary one in place of that of before, or besides.
    fileprivate func having(_ change: AddressChange) -> Person {
        switch change.place {
        case .primary: with(addresses: [change.address] + addresses.dropFirst())
        case .alias: with(addresses: addresses + [change.address])
        }
    }
}
