import Cryptography
import Domain
import Records
import SQL

/// How an entered code compares with those that were mailed for the challenge it answers.
enum ComparedCode {
    /// Nothing was compared, or it was too late.
    case ended(AnsweredChallenge)
    /// Not one of them, or nobody was to have one; this was which attempt.
    case wrong(Challenge, attempt: Int64)
    /// One that has not been used by anybody yet, with whose it is.
    case right(Challenge, MailedCode, ID<Person>)
}

extension Installation {
    /// Compares an entered code with the challenge that this browser session has at a door.
    ///
    /// The attempt is counted first, by one guarded statement in the same transaction, and an answer leaves only after the
    /// commit: no number of parallel requests gets more than five comparisons (IV-04). `isBarred` is asked after the count.
    func compare(
        _ code: VerificationCode, at door: CodeDoor, by visitor: Visitor, now: Moment, in transaction: any Transaction,
        isBarred: (EmailAddress) throws -> Bool
    ) throws -> ComparedCode {
        guard let session = try liveSession(visitor.session, now: now, in: transaction),
            let challenge = try Challenges(transaction).latest(of: session.id, at: door)
        else { return .ended(.startAgain) }
        if challenge.redeemedAt != nil { return .ended(.used) }
        if challenge.attempts >= codeLimits.attempts { return .ended(.exhausted) }
        let counted = try Challenges(transaction).countAttempt(challenge.id, limit: codeLimits.attempts, now: now)
        guard let attempt = counted else { return .ended(challenge.expiresAt <= now ? .expired : .exhausted) }
        try VisitorSessions(transaction).touch(session.id, now: now)

        let codes = try Codes(transaction).latest(of: challenge.id, most: codeLimits.codesKept)
        let matching = try codes.filter { try pepper.accepts($0.digest, for: code, challenge: challenge.id) }.first
        let isBarred = try isBarred(challenge.address)
        guard let matching, let person = challenge.person, !isBarred else { return .wrong(challenge, attempt: attempt) }
        guard matching.expiresAt > now else { return .ended(.expired) }
        return .right(challenge, matching, person)
    }

    /// Lets answers wait while somebody is guessing all over the service, so that guessing at large is not worth it; counts
    /// how this one ended.
    func answer(
        now: Moment, _ check: @escaping @Sendable (any Transaction) throws -> AnsweredChallenge
    ) async throws -> AnsweredChallenge {
        // Counted apart: an answer that also read all failures would be in the way of every other one.
        let isGuessed = try await noticeGuessing(now: now)
        let answered = try await database.write(check)
        switch answered {
        case .verified: figures.count(.code(.right))
        case .wrong: figures.count(.code(.wrong))
        default: break
        }
        if isGuessed { try await Task.sleep(for: codeLimits.delayWhileGuessed) }
        return answered
    }
}
