package import Cryptography
package import Domain
import Records
import SQL

/// How an entered code ends.
package enum AnsweredChallenge: Sendable {
    case refused(LinkRefusal)
    /// No session, no challenge, or those of another browser: start again from the link.
    case startAgain
    case wrong(triesLeft: Int64)
    case expired
    /// All tries are used.
    case exhausted
    /// This code has done its work.
    case used
    /// Right: the browser gets a new cookie, the old one is dead.
    case verified(session: SessionSecret)
}

extension Installation {
    /// Checks an entered code for the challenge that this browser session has on this link.
    ///
    /// The attempt is counted first, by one guarded statement in the same transaction, and an answer leaves only after the
    /// commit: no number of parallel requests gets more than five comparisons (IV-04). A right code, its grant and the event
    /// are one transaction (IV-06), and exactly one request wins (IV-05).
    package func answerChallenge(
        _ token: String, code: CodeEntry, by visitor: Visitor
    ) async throws -> AnsweredChallenge {
        guard let claims = try claims(token) else { return .refused(.unknown) }
        let answer = try Answer(claims: claims, code: code, visitor: visitor, world: world)
        let now = world.now()
        // Counted apart: an answer that also read all failures would be in the way of every other one.
        let isGuessed = try await noticeGuessing(now: now)
        let answered = try await database.write { try self.check(answer, now: now, in: $0) }
        switch answered {
        case .verified: figures.count(.code(.right))
        case .wrong: figures.count(.code(.wrong))
        default: break
        }
        // Somebody is guessing all over the service: every answer waits, so that guessing at large is not worth it.
        if isGuessed { try await Task.sleep(for: codeLimits.delayWhileGuessed) }
        return answered
    }

    private func check(
        _ answer: Answer, now: Moment, in transaction: any Transaction
    ) throws -> AnsweredChallenge {
        let file: LinkedFile
        switch try Self.find(answer.claims, now: now, in: transaction) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let found): file = found
        }
        guard let session = try liveSession(answer.visitor.session, now: now, in: transaction),
            let challenge = try Challenges(transaction).latest(of: session.id, link: file.link.id)
        else { return .startAgain }
        if challenge.redeemedAt != nil { return .used }
        if challenge.attempts >= codeLimits.attempts { return .exhausted }
        let counted = try Challenges(transaction).countAttempt(challenge.id, limit: codeLimits.attempts, now: now)
        guard let attempt = counted else { return challenge.expiresAt <= now ? .expired : .exhausted }
        try VisitorSessions(transaction).touch(session.id, now: now)

        let codes = try Codes(transaction).latest(of: challenge.id, most: codeLimits.codesKept)
        let matching = try codes.filter {
            try pepper.accepts($0.digest, for: answer.code, challenge: challenge.id)
        }.first
        let isBarred = try isBarred(challenge.address, from: file.link.id, now: now, in: transaction)
        guard let matching, let person = challenge.person, !isBarred else {
            return try fail(challenge, on: file, attempt: attempt, by: answer.visitor, now: now, in: transaction)
        }
        guard matching.expiresAt > now else { return .expired }
        return try succeed(challenge, with: matching, person: person, on: file, answer, now: now, in: transaction)
    }

    private func succeed(
        _ challenge: Challenge, with code: MailedCode, person: ID<Person>, on file: LinkedFile, _ answer: Answer,
        now: Moment, in transaction: any Transaction
    ) throws -> AnsweredChallenge {
        // The person may have been taken off the link, or the address off the person, since the code was mailed.
        guard try LinkedFiles(transaction).person(at: challenge.address, on: file)?.id == person else {
            return .startAgain
        }
        guard try Codes(transaction).use(code.id, now: now), try Challenges(transaction).redeem(challenge.id, now: now)
        else { return .used }
        let grant = Grant(
            id: answer.grantID, session: challenge.session, person: person, address: challenge.address, createdAt: now)
        try Grants(transaction).insert(grant, challenge: challenge.id)
        try VisitorSessions(transaction).rotate(challenge.session, tokenDigest: answer.newSecret.digest().hex)
        try CodeFailures(transaction).clear(link: file.link.id, address: challenge.address)
        try Events(transaction).append(
            NewEvent(
                .mailboxVerified, of: file.delivery.id, link: file.link.id, by: Entry.grant(grant).actor,
                client: organisation.kept(answer.visitor.client)),
            now: now)
        return .verified(session: answer.newSecret)
    }

    private func fail(
        _ challenge: Challenge, on file: LinkedFile, attempt: Int64, by visitor: Visitor, now: Moment,
        in transaction: any Transaction
    ) throws -> AnsweredChallenge {
        let failures = CodeFailures(transaction)
        let inARow = try failures.count(
            link: file.link.id, address: challenge.address, isWithheld: challenge.person == nil, now: now)
        if inARow >= codeLimits.failuresInARow,
            try failures.suspend(link: file.link.id, address: challenge.address, now: now), challenge.person != nil
        {
            transaction.announce(Announcement(topic: "suspension", subject: ""))
            try tellSender(of: file, .codesRefused, now: now, in: transaction)
        }
        // A stranger's address leaves the same rows as a recipient's, so that time does not tell them apart.
        try Events(transaction).append(
            NewEvent(
                .codeWrong, of: file.delivery.id, link: file.link.id, by: .unknown,
                detail: challenge.person == nil ? "No code had been mailed to the address typed in that browser." : nil,
                client: organisation.kept(visitor.client)),
            now: now)
        let left = codeLimits.attempts - attempt
        return left > 0 ? .wrong(triesLeft: left) : .exhausted
    }
}

/// Everything random and given of one answer, made before the transaction.
private struct Answer: Sendable {
    let claims: LinkClaims
    let code: VerificationCode
    let visitor: Visitor
    let newSecret: SessionSecret
    let grantID: ID<Grant>

    init(claims: LinkClaims, code: CodeEntry, visitor: Visitor, world: any World) throws {
        self.claims = claims
        self.code = VerificationCode(code)
        self.visitor = visitor
        newSecret = try SessionSecret.random(from: world)
        grantID = try world.newID()
    }
}
