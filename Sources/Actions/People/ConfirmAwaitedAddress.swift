package import Cryptography
package import Domain
import Mail
import Records
import SQL

/// How asking for the code of an awaited address ends.
package enum AwaitedAddressCodeMail: Hashable, Sendable {
    /// No link of ours.
    case unknown
    /// It is awaited no more.
    case over
    /// Too many codes were mailed for it within an hour.
    case tooMany(until: Moment)
    case mailed
}

/// How entering the code of an awaited address ends.
package enum ConfirmedAwaitedAddress: Hashable, Sendable {
    case unknown
    /// It is awaited no more. That another account signs in with it since is not said: whoever asks may be a stranger.
    case over
    /// None was mailed for this browser, or its time is over.
    case noCode
    case wrong(attemptsLeft: Int64)
    case confirmed(ID<Person>)
}

extension Installation {
    /// Mails a code to the awaited address, for this browser alone. It goes nowhere else, whoever asks.
    package func mailAwaitedAddressCode(
        to holder: AwaitedAddressHolder, from place: SignInPlace
    ) async throws -> AwaitedAddressCodeMail {
        guard let key = try Self.key(of: holder) else { return .unknown }
        let now = world.now()
        let (id, letterID): (ID<AwaitedAddressCode>, ID<QueuedLetter>) = (try world.newID(), try world.newID())
        let code = try VerificationCode.random(from: world)
        let reference = try CodeReference.random(from: world)
        return try await write(for: holder, now: now) { awaited, _, transaction in
            guard let awaited else { return .unknown }
            guard try Self.isLive(awaited, now: now, in: transaction) else { return .over }
            let codes = AwaitedAddressCodes(transaction)
            guard try codes.count(of: awaited.id, since: now - .hours(1)) < AwaitedAddress.mostAnHour else {
                return .tooMany(until: now + .hours(1))
            }
            let end = now + AwaitedAddressCode.life
            try codes.insert(
                AwaitedAddressCode(
                    id: id, awaited: awaited.id, holder: key, codeDigest: self.pepper.digest(of: code, challenge: id),
                    reference: reference, createdAt: now, expiresAt: end))
            let letter = try self.letterWriter.addressCode(
                LetterStamp(to: awaited.address, id: letterID.text, date: now), code: CodeEntry.grouped(code.digits),
                reference: reference, browser: place.browser)
            try Outbox(transaction).insert(
                self.queued(letter, id: letterID, kind: .code, to: awaited.address, givingUpAt: end), now: now)
            return .mailed
        }
    }

    /// Gives the account the awaited address, by the code that was mailed there for this browser. Signs nobody in: all sessions end,
    /// but that of the account's own holder who entered it, and so does what was opened or mailed with the former address (AU-07).
    package func confirmAwaitedAddress(
        _ entry: CodeEntry, by holder: AwaitedAddressHolder, from place: SignInPlace
    ) async throws -> ConfirmedAwaitedAddress {
        let key = try Self.key(of: holder)
        let now = world.now()
        return try await write(for: holder, now: now) { awaited, session, transaction in
            guard let awaited else { return .unknown }
            guard try Self.isLive(awaited, now: now, in: transaction) else { return .over }
            let found = try key.flatMap { try AwaitedAddressCodes(transaction).find(of: awaited.id, holder: $0) }
            guard let code = found, code.isLive(now: now) else { return .noCode }
            guard try AwaitedAddresses(transaction).count(awaited.id) else { return .over }
            guard try self.pepper.accepts(code.codeDigest, for: VerificationCode(entry), challenge: code.id) else {
                return .wrong(attemptsLeft: AwaitedAddress.mostAttempts - awaited.attempts - 1)
            }
            let isTaken = try Self.isTaken(awaited.address, for: awaited.person, in: transaction)
            guard try AwaitedAddresses(transaction).end(awaited.id, isTaken ? .taken : .confirmed, now: now), !isTaken,
                let person = try People(transaction).find(awaited.person)
            else { return .over }
            try People(transaction).update(
                person.with(addresses: [awaited.address] + person.addresses.dropFirst()))
            try self.moveAccount(
                of: person, to: awaited.address, keeping: session,
                told: (browser: place.browser, place: place.client.address), now: now, in: transaction)
            return .confirmed(person.id)
        }
    }

    /// Keeps the viewer's address as it is: what is awaited of them is over. False where nothing is.
    package func declineAwaitedAddress(by viewer: Viewer) async throws -> Bool {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard let awaited = try Self.awaited(of: viewer.person, now: now, in: transaction) else { return false }
            return try AwaitedAddresses(transaction).end(awaited.id, .declined, now: now)
        }
    }

    private static func key(of holder: AwaitedAddressHolder) throws -> String? {
        switch holder {
        case .link(_, let browser): try browser?.holder()
        case .account(let viewer): viewer.holder
        }
    }

    /// Writes about what this holder may confirm; of somebody who is signed in, with the session they have in this transaction.
    private func write<Result: Sendable>(
        for holder: AwaitedAddressHolder, now: Moment,
        _ body: @escaping @Sendable (AwaitedAddress?, ID<StaffSession>?, any Transaction) throws -> Result
    ) async throws -> Result {
        switch holder {
        case .account(let viewer):
            return try await write(for: viewer) { viewer, transaction in
                try body(Self.awaited(of: viewer.person, now: now, in: transaction), viewer.session, transaction)
            }
        case .link(let link, _): return try await write(byLink: link) { try body($0, nil, $1) }
        }
    }

    private func write<Result: Sendable>(
        byLink link: String, _ body: @escaping @Sendable (AwaitedAddress?, any Transaction) throws -> Result
    ) async throws -> Result {
        let digest = try Self.digest(ofAccountLink: link)
        return try await database.write { transaction in
            try body(digest.flatMap { try AwaitedAddresses(transaction).find(digest: $0) }, transaction)
        }
    }
}
