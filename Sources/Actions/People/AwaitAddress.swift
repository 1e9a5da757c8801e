import Cryptography
package import Domain
import Mail
import Records
import SQL

/// How mailing an awaited address once more ends.
package enum AwaitedAddressMail: Hashable, Sendable {
    case notAllowed
    case unknown
    /// None is awaited, or its time is over: it has to be asked for anew.
    case nothingToDo
    /// Too many mails went out for this person within an hour.
    case tooMany(until: Moment)
    case mailed
}

/// How taking an awaited address back ends.
package enum WithdrawnAwaitedAddress: Hashable, Sendable {
    case notAllowed
    case unknown
    case nothingToDo
    case withdrawn
}

extension Installation {
    /// Mails the new address once more; the earlier link is dead from then on, and whoever asks now answers for it. The address of now
    /// is told of it as of the first, since who asks and until when are others. Fresh proof is needed.
    package func mailAwaitedAddress(of id: ID<Person>, by viewer: Viewer) async throws -> AwaitedAddressMail {
        let fresh = try FreshAwaitedAddress(world: world)
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayAdminister else { return .notAllowed }
            guard try StaffAccounts(transaction).find(id) != nil else { return .unknown }
            try Self.requireProof(viewer, now: now, in: transaction)
            guard let awaited = try Self.awaited(of: id, now: now, in: transaction),
                let person = try People(transaction).find(id)
            else { return .nothingToDo }
            if let until = try Self.waitToAwait(id, now: now, in: transaction) { return .tooMany(until: until) }
            try self.note(id, now: now, in: transaction)
            try self.mail(fresh, of: id, at: awaited.address, by: viewer, now: now, in: transaction)
            try self.tellHolder(of: person, awaited.address, fresh, by: viewer, now: now, in: transaction)
            return .mailed
        }
    }

    /// Takes it back: its link and its codes confirm nothing any more.
    package func withdrawAwaitedAddress(
        of id: ID<Person>, by viewer: Viewer
    ) async throws -> WithdrawnAwaitedAddress {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayAdminister else { return .notAllowed }
            guard try StaffAccounts(transaction).find(id) != nil else { return .unknown }
            guard let awaited = try Self.awaited(of: id, now: now, in: transaction),
                try AwaitedAddresses(transaction).end(awaited.id, .withdrawn, now: now)
            else { return .nothingToDo }
            return .withdrawn
        }
    }

    /// Awaits that `address` is confirmed, and tells it and the one of now; an address that is awaited already stays so. Until when
    /// it has to wait, where too many mails went out for this person.
    func awaitAddress(
        _ address: EmailAddress, of person: Person, _ fresh: FreshAwaitedAddress, by viewer: Viewer, now: Moment,
        in transaction: any Transaction
    ) throws -> Moment? {
        if try Self.awaited(of: person.id, now: now, in: transaction)?.address == address { return nil }
        if let until = try Self.waitToAwait(person.id, now: now, in: transaction) { return until }
        try AddressChanges(transaction).endAll(of: person.id, now: now)
        try mail(fresh, of: person.id, at: address, by: viewer, now: now, in: transaction)
        try tellHolder(of: person, address, fresh, by: viewer, now: now, in: transaction)
        return nil
    }

    /// The one that can still be confirmed: the account is open, and whoever asked for it administers still.
    static func awaited(
        of person: ID<Person>, now: Moment, in transaction: any Transaction
    ) throws -> AwaitedAddress? {
        guard let awaited = try AwaitedAddresses(transaction).open(of: person) else { return nil }
        return try isLive(awaited, now: now, in: transaction) ? awaited : nil
    }

    static func isLive(_ awaited: AwaitedAddress, now: Moment, in transaction: any Transaction) throws -> Bool {
        guard awaited.isLive(now: now), let account = try StaffAccounts(transaction).find(awaited.person),
            let asker = try StaffAccounts(transaction).find(awaited.askedBy)
        else { return false }
        return account.disabledAt == nil && asker.disabledAt == nil && asker.rights.mayAdminister
    }

    private static func waitToAwait(
        _ person: ID<Person>, now: Moment, in transaction: any Transaction
    ) throws -> Moment? {
        let mailed = try AwaitedAddresses(transaction).count(of: person, since: now - .hours(1))
        return mailed < AwaitedAddress.mostAnHour ? nil : now + .hours(1)
    }

    private func mail(
        _ fresh: FreshAwaitedAddress, of person: ID<Person>, at address: EmailAddress, by viewer: Viewer, now: Moment,
        in transaction: any Transaction
    ) throws {
        let end = now + AwaitedAddress.life
        let awaited = AwaitedAddress(
            id: fresh.id, person: person, address: address, askedBy: viewer.person, askedAt: now, expiresAt: end)
        try AwaitedAddresses(transaction).insert(awaited, digest: fresh.secret.digest().hex)
        let letter = try letterWriter.newAddress(
            LetterStamp(to: address, id: fresh.letter.text, date: now),
            link: "\(organisation.origin)/address-changes/\(fresh.secret.cookie)", until: StatedTime(end))
        try Outbox(transaction).insert(
            queued(letter, id: fresh.letter, kind: .staff, to: address, givingUpAt: end), now: now)
    }

    private func tellHolder(
        of person: Person, _ address: EmailAddress, _ fresh: FreshAwaitedAddress, by viewer: Viewer, now: Moment,
        in transaction: any Transaction
    ) throws {
        let cause = NotificationCause(accountChange: AccountChange.addressAsked.rawValue)
        try notifier.tell(person.id, of: cause, now: now, in: transaction)
        guard let old = person.primaryAddress else { return }
        let end = now + AwaitedAddress.life
        let asker = try People(transaction).find(viewer.person)?.primaryAddress?.spelling ?? organisation.host
        let letter = try letterWriter.addressAsked(
            LetterStamp(to: old, id: fresh.notice.text, date: now), address: address.spelling, asker: asker,
            at: StatedTime(now), until: StatedTime(end), link: "\(organisation.origin)/account/addresses")
        try Outbox(transaction).insert(
            queued(letter, id: fresh.notice, kind: .staff, to: old, givingUpAt: end), now: now)
    }
}

/// An address about to be awaited: everything random of it, made before the transaction.
struct FreshAwaitedAddress: Sendable {
    let id: ID<AwaitedAddress>
    /// To the new address.
    let letter: ID<QueuedLetter>
    /// To the one of now.
    let notice: ID<QueuedLetter>
    let secret: SessionSecret

    init(world: any World) throws {
        id = try world.newID()
        letter = try world.newID()
        notice = try world.newID()
        secret = try SessionSecret.random(from: world)
    }
}
