package import Cryptography
package import Domain
import Records
import SQL

/// An awaited address as whoever may confirm it is shown it.
package struct ShownAwaitedAddress: Sendable {
    package let awaited: AwaitedAddress
    /// Whether it can be confirmed: it is not over, the account is open, and whoever asked for it administers still.
    package let isLive: Bool
    /// Who asked for it.
    package let asker: String
    /// The code that was mailed for this browser; nil where it has to be asked for.
    package let code: AwaitedAddressCode?
}

/// Where an awaited address is confirmed: one browser or one session, and no other.
package enum AwaitedAddressHolder: Sendable {
    /// Whoever came by the mailed link, which is this; `browser` is what was given out with the code, and nil before one was.
    case link(String, browser: BrowserSecret?)
    /// Whoever holds the account, signed in.
    case account(Viewer)
}

extension Installation {
    /// The awaited address behind a mailed link; none for what is no link of ours. Uses nothing up.
    package func showAwaitedAddress(
        _ link: String, in browser: BrowserSecret?
    ) async throws -> ShownAwaitedAddress? {
        guard let digest = try Self.digest(ofAccountLink: link) else { return nil }
        let holder = try browser?.holder()
        let now = world.now()
        return try await database.read { transaction in
            guard let awaited = try AwaitedAddresses(transaction).find(digest: digest) else { return nil }
            return try Self.shown(awaited, to: holder, now: now, in: transaction)
        }
    }

    /// What is awaited of the viewer themself; nil where nothing is.
    package func showAwaitedAddress(to viewer: Viewer) async throws -> ShownAwaitedAddress? {
        let now = world.now()
        return try await database.read { transaction in
            guard let awaited = try Self.awaited(of: viewer.person, now: now, in: transaction) else { return nil }
            return try Self.shown(awaited, to: viewer.holder, now: now, in: transaction)
        }
    }

    /// For those who have nothing to confirm.
    static func shownAwaited(
        of person: ID<Person>, now: Moment, in transaction: any Transaction
    ) throws -> ShownAwaitedAddress? {
        try awaited(of: person, now: now, in: transaction).map {
            try shown($0, to: nil, now: now, in: transaction)
        }
    }

    private static func shown(
        _ awaited: AwaitedAddress, to holder: String?, now: Moment, in transaction: any Transaction
    ) throws -> ShownAwaitedAddress {
        let code = try holder.flatMap { try AwaitedAddressCodes(transaction).find(of: awaited.id, holder: $0) }
        return ShownAwaitedAddress(
            awaited: awaited, isLive: try isLive(awaited, now: now, in: transaction),
            asker: try People(transaction).find(awaited.askedBy)?.name ?? "",
            code: code.flatMap { $0.isLive(now: now) ? $0 : nil })
    }
}

extension BrowserSecret {
    func holder() throws -> String { try digest().hex }
}

extension Viewer {
    /// Nil for a program: codes are entered by people.
    var holder: String? { session.map { "session \($0.text)" } }
}
