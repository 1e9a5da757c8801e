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
    /// Checks an entered code for the challenge that this browser session has on this link. A right code, its grant and the
    /// event are one transaction (IV-06), and exactly one request wins (IV-05).
    package func answerChallenge(
        _ token: String, code: CodeEntry, by visitor: Visitor
    ) async throws -> AnsweredChallenge {
        guard let claims = try claims(token) else { return .refused(.unknown) }
        let answer = try Answer(claims: claims, code: code, visitor: visitor, world: world)
        let now = world.now()
        return try await self.answer(now: now) { try self.check(answer, now: now, in: $0) }
    }

    private func check(
        _ answer: Answer, now: Moment, in transaction: any Transaction
    ) throws -> AnsweredChallenge {
        let file: LinkedFile
        switch try Self.find(answer.claims, now: now, in: transaction) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let found): file = found
        }
        let compared = try compare(
            answer.code, at: .link(file.link.id), by: answer.visitor, now: now, in: transaction
        ) { try isBarred($0, from: file.link.id, now: now, in: transaction) }
        switch compared {
        case .ended(let answered): return answered
        case .wrong(let challenge, let attempt):
            return try fail(challenge, on: file, attempt: attempt, by: answer.visitor, now: now, in: transaction)
        case .right(let challenge, let code, let person):
            return try succeed(challenge, with: code, person: person, on: file, answer, now: now, in: transaction)
        }
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
