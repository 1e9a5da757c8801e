import Cryptography
package import Domain
import Records
import SQL

/// What the page for entering a code shows.
package enum CodePageState: Sendable {
    case refused(LinkRefusal)
    /// Back to the door: it is open already, or needs no code.
    case notNeeded
    case startAgain
    case waiting(WaitingChallenge)
}

/// A challenge that waits for its code, as the browser that asked sees it.
package struct WaitingChallenge: Sendable {
    /// As typed in this browser.
    package let address: EmailAddress
    /// Of the newest code.
    package let reference: String
    package let sentAt: Moment
    package let validUntil: Moment
    /// From when another code may be asked for.
    package let nextCodeAt: Moment
    package let attemptsLeft: Int64
}

extension Installation {
    /// Reads the challenge of this browser session on this link; changes nothing.
    package func showCodePage(_ token: String, by visitor: Visitor) async throws -> CodePageState {
        guard let claims = try claims(token) else { return .refused(.unknown) }
        let now = world.now()
        return try await database.read { transaction in
            switch try self.visit(claims, by: visitor, now: now, in: transaction) {
            case .failure(let refusal): return .refused(refusal)
            case .success(let visit):
                if visit.entry != nil { return .notNeeded }
                return try self.waiting(at: .link(visit.file.link.id), for: visitor, now: now, in: transaction)
                    .map(CodePageState.waiting) ?? .startAgain
            }
        }
    }

    /// The challenge of this browser at a door, if it can be answered still.
    func waiting(
        at door: CodeDoor, for visitor: Visitor, now: Moment, in transaction: any Transaction
    ) throws -> WaitingChallenge? {
        guard let session = try liveSession(visitor.session, now: now, in: transaction),
            let challenge = try Challenges(transaction).latest(of: session.id, at: door), challenge.redeemedAt == nil,
            let newest = try Codes(transaction).latest(of: challenge.id, most: 1).first
        else { return nil }
        return WaitingChallenge(
            address: challenge.address, reference: newest.reference, sentAt: newest.createdAt,
            validUntil: newest.expiresAt, nextCodeAt: newest.createdAt + codeLimits.coolDown,
            attemptsLeft: max(0, codeLimits.attempts - challenge.attempts))
    }

    /// The address that this browser asked a code for on this link: asking again needs no typing.
    package func addressAskedFor(_ token: String, by visitor: Visitor) async throws -> EmailAddress? {
        guard case .waiting(let challenge) = try await showCodePage(token, by: visitor) else { return nil }
        return challenge.address
    }
}
