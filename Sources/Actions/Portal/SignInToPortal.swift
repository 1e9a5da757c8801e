import Cryptography
package import Domain
import Records
import SQL

extension Installation {
    /// Mails a code to sign in with if somebody's access to the portal stands on this address.
    ///
    /// Every other address goes through the same steps, rows and limits; only its letter is withheld (IV-09). Asking again in
    /// the same browser is the same challenge (decision 9). `browser` is from a fixed list of words.
    package func askForPortalCode(
        _ address: EmailAddress, browser: String, by visitor: Visitor
    ) async throws -> AskedForCode {
        let now = world.now()
        let request = try CodeRequest(at: .portal, address: address, visitor: visitor, world: world)
        return try await mailCode(request, browser: browser, now: now) { transaction in
            try self.plan(request, now: now, in: transaction)
        }
    }

    /// What the page for entering the code shows; none where no code was asked for in this browser. Changes nothing.
    package func showPortalCodePage(_ visitor: Visitor) async throws -> WaitingChallenge? {
        let now = world.now()
        return try await database.read { try self.waiting(at: .portal, for: visitor, now: now, in: $0) }
    }

    /// Checks an entered code, and signs in whose it is: the session's secret is a fresh one that no browser had before (SE-02).
    package func answerAtPortal(_ code: CodeEntry, by visitor: Visitor) async throws -> AnsweredChallenge {
        let answer = try PortalAnswer(code: code, visitor: visitor, world: world)
        let now = world.now()
        return try await self.answer(now: now) { try self.check(answer, now: now, in: $0) }
    }

    private func plan(
        _ request: CodeRequest, now: Moment, in transaction: any Transaction
    ) throws -> CodePlan {
        let session = try liveSession(request.visitor.session, now: now, in: transaction)
        let challenge = try openChallenge(request, of: session, now: now, in: transaction)
        let holder = try PortalAccesses(transaction).holder(at: request.address)
        let isKnown = try isKnownPlace(request.visitor, holder, now: now, in: transaction)
        let recent = try Codes(transaction).recentAtPortal(
            challenge: challenge?.id, session: session?.id, address: request.address, isKnownPlace: isKnown, now: now)
        if let earliest = recent.refusal(codeLimits, now: now) { return .answer(.tooSoon(earliest)) }
        let isBarred = try isBarredFromPortal(request.address, isKnownPlace: isKnown, now: now, in: transaction)
        guard let holder, !isBarred, !recent.isMailboxFull(codeLimits, now: now) else {
            return .mail(request.nobody(nil))
        }
        return .mail(
            CodeRecipient(person: holder.person, address: holder.address, delivery: nil, isKnownPlace: isKnown))
    }

    private func check(
        _ answer: PortalAnswer, now: Moment, in transaction: any Transaction
    ) throws -> AnsweredChallenge {
        var isKnown = false
        let compared = try compare(answer.code, at: .portal, by: answer.visitor, now: now, in: transaction) { address in
            let holder = try PortalAccesses(transaction).holder(at: address)
            isKnown = try isKnownPlace(answer.visitor, holder, now: now, in: transaction)
            return try isBarredFromPortal(address, isKnownPlace: isKnown, now: now, in: transaction)
        }
        switch compared {
        case .ended(let answered): return answered
        case .wrong(let challenge, let attempt):
            try CodeFailures(transaction).countAtPortal(
                challenge.address, isWithheld: challenge.person == nil, isKnownPlace: isKnown, now: now)
            let left = codeLimits.attempts - attempt
            return left > 0 ? .wrong(triesLeft: left) : .exhausted
        case .right(let challenge, let code, let person):
            // Access may have been switched off, or bound to another address, since the code was mailed.
            guard let access = try PortalAccesses(transaction).holder(at: challenge.address), access.person == person
            else {
                return .startAgain
            }
            guard try Codes(transaction).use(code.id, now: now),
                try Challenges(transaction).redeem(challenge.id, now: now)
            else { return .used }
            try begin(answer, access, after: challenge.id, now: now, in: transaction)
            return .verified(session: answer.newSecret)
        }
    }

    /// Begins the session; the oldest ones make room (SE-08).
    private func begin(
        _ answer: PortalAnswer, _ access: PortalAccess, after challenge: ID<Challenge>, now: Moment,
        in transaction: any Transaction
    ) throws {
        let sessions = PortalSessions(transaction)
        let live = try sessions.open(of: access.id).filter { $0.isLive(sessionLimits, now: now) }
        for session in live.dropFirst(PortalSession.most - 1) {
            try sessions.end(session.id, of: access.id, now: now)
        }
        let client = organisation.kept(answer.visitor.client) ?? ClientTrace(address: "", userAgent: "")
        try sessions.insert(
            PortalSession(
                id: answer.sessionID, access: access.id, createdAt: now, lastSeenAt: now, client: client),
            tokenDigest: answer.newSecret.digest().hex, challenge: challenge)
    }

    private func isKnownPlace(
        _ visitor: Visitor, _ access: PortalAccess?, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        guard let place = organisation.kept(visitor.client)?.address else { return false }
        return try PortalAccesses(transaction).cameFrom(place, access?.id, since: now - signInLimits.knownPlace)
    }

    /// Wrong codes bar the places they came from: a stranger who guesses keeps nobody out who signed in before.
    private func isBarredFromPortal(
        _ address: EmailAddress, isKnownPlace: Bool, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        try CodeFailures(transaction).totalAtPortal(address, isKnownPlace: isKnownPlace, since: now - .days(1))
            >= codeLimits.failuresADayAtPortal
    }
}

/// Everything random and given of one answer, made before the transaction.
private struct PortalAnswer: Sendable {
    let code: VerificationCode
    let visitor: Visitor
    let newSecret: SessionSecret
    let sessionID: ID<PortalSession>

    init(code: CodeEntry, visitor: Visitor, world: any World) throws {
        self.code = VerificationCode(code)
        self.visitor = visitor
        newSecret = try SessionSecret.random(from: world)
        sessionID = try world.newID()
    }
}
