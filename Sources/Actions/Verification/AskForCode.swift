package import Cryptography
package import Domain
import Mail
import Records
import SQL

/// How a request for a code ends.
package enum AskedForCode: Sendable {
    case refused(LinkRefusal)
    /// This link needs no code, or the visitor is already in: back to the door.
    case notNeeded
    /// Too many codes lately: not before this moment.
    case tooSoon(Moment)
    /// A code is on its way, or it only looks like that. The cookie is for the browser; the page is the same.
    case asked(session: SessionSecret)
}

extension Installation {
    /// Mails a code to `address` if it belongs to somebody on the link.
    ///
    /// An address that does not, that is suspended or has had enough mail for now, goes through the same steps, rows and limits; only its letter is
    /// withheld (IV-09). Asking again in the same browser is the same challenge (decision 9). `browser` is from a fixed list
    /// of words.
    package func askForCode(
        _ token: String, address: EmailAddress, browser: String, by visitor: Visitor
    ) async throws -> AskedForCode {
        guard let claims = try claims(token) else { return .refused(.unknown) }
        let now = world.now()
        let request = try CodeRequest(at: .link(claims.link), address: address, visitor: visitor, world: world)
        return try await mailCode(request, browser: browser, now: now) { transaction in
            try self.plan(request, claims, now: now, in: transaction)
        }
    }

    /// Mails a code as `plan` says, which is asked before the letter is written and again when it is queued.
    func mailCode(
        _ request: CodeRequest, browser: String, now: Moment,
        plan: @escaping @Sendable (any Transaction) throws -> CodePlan
    ) async throws -> AskedForCode {
        let first = try await database.read(plan)
        guard case .mail(let recipient) = first else { return first.answer }
        let letter = try codeLetter(request, to: recipient, browser: browser, now: now)
        return try await database.write { transaction in
            let second = try plan(transaction)
            guard case .mail(let confirmed) = second else { return second.answer }
            // Whoever the letter is not for any more gets none, and the browser sees what it always sees.
            let final = confirmed == recipient ? recipient : request.nobody(recipient.delivery)
            return try self.record(request, letter: letter, to: final, now: now, in: transaction)
        }
    }

    private func plan(
        _ request: CodeRequest, _ claims: LinkClaims, now: Moment, in transaction: any Transaction
    ) throws -> CodePlan {
        let file: LinkedFile
        switch try visit(claims, by: request.visitor, now: now, in: transaction) {
        case .failure(let refusal): return .answer(.refused(refusal))
        case .success(let visit) where visit.entry != nil: return .answer(.notNeeded)
        case .success(let visit): file = visit.file
        }
        let session = try liveSession(request.visitor.session, now: now, in: transaction)
        let challenge = try openChallenge(request, of: session, now: now, in: transaction)
        let recent = try Codes(transaction).recent(
            challenge: challenge?.id, session: session?.id, at: request.door, address: request.address, now: now)
        if let earliest = recent.refusal(codeLimits, now: now) { return .answer(.tooSoon(earliest)) }
        let isFull = recent.isMailboxFull(codeLimits, now: now)
        return .mail(try recipient(of: request, on: file, withheld: isFull, now: now, in: transaction))
    }

    private func recipient(
        of request: CodeRequest, on file: LinkedFile, withheld: Bool, now: Moment, in transaction: any Transaction
    ) throws -> CodeRecipient {
        let nobody = request.nobody(file.delivery.id)
        let isBarred = try isBarred(request.address, from: file.link.id, now: now, in: transaction)
        let isStopped = try StoppedAddresses(transaction).isStopped(request.address, caseFile: file.caseFile)
        let person = try LinkedFiles(transaction).person(at: request.address, on: file)
        guard let person, !withheld, !isBarred, !isStopped else { return nobody }
        return CodeRecipient(person: person.id, address: person.address, delivery: file.delivery.id)
    }

    /// Whether too many wrong codes closed this link to this address, or all links for a day (IV-04). It holds for asking
    /// and for answering: a code that was mailed before opens nothing any more.
    func isBarred(
        _ address: EmailAddress, from link: ID<FileLink>, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        let failures = CodeFailures(transaction)
        let today = try failures.total(address: address, since: now - .days(1))
        return try failures.isSuspended(link: link, address: address) || today >= codeLimits.failuresADay
    }

    func openChallenge(
        _ request: CodeRequest, of session: VisitorSession?, now: Moment, in transaction: any Transaction
    ) throws -> Challenge? {
        guard let session,
            let latest = try Challenges(transaction).latest(of: session.id, at: request.door),
            latest.address == request.address, latest.redeemedAt == nil, latest.expiresAt > now,
            latest.attempts < codeLimits.attempts
        else { return nil }
        return latest
    }

    private func record(
        _ request: CodeRequest, letter: QueuedLetter, to recipient: CodeRecipient, now: Moment,
        in transaction: any Transaction
    ) throws -> AskedForCode {
        let known = try liveSession(request.visitor.session, now: now, in: transaction)
        let sessions = VisitorSessions(transaction)
        if known == nil {
            let session = VisitorSession(
                id: request.sessionID, createdAt: now, lastSeenAt: now, closingAt: nil, endedAt: nil)
            try sessions.insert(session, tokenDigest: request.newSecret.digest().hex)
        } else if let known {
            try sessions.touch(known.id, now: now)
        }
        let challenge =
            try openChallenge(request, of: known, now: now, in: transaction)
            ?? startChallenge(request, session: known?.id ?? request.sessionID, now: now, in: transaction)
        // A code that is really mailed must be good for something, also where a decoy was asked for before.
        if let person = recipient.person { try Challenges(transaction).associate(challenge.id, with: person) }
        try Codes(transaction).insert(
            request.codeID, digest: pepper.digest(of: request.code, challenge: challenge.id),
            reference: request.reference, isWithheld: recipient.person == nil, for: challenge,
            isKnownPlace: recipient.isKnownPlace, now: now, life: codeLimits.codeLife)
        try Outbox(transaction).insert(letter, withheld: recipient.person == nil, now: now)
        let secret = known == nil ? request.newSecret : request.visitor.session ?? request.newSecret
        return .asked(session: secret)
    }

    private func startChallenge(
        _ request: CodeRequest, session: ID<VisitorSession>, now: Moment, in transaction: any Transaction
    ) throws -> Challenge {
        let challenge = Challenge(
            id: request.challengeID, session: session, door: request.door, address: request.address,
            person: nil, attempts: 0, createdAt: now, expiresAt: now + codeLimits.challengeLife, redeemedAt: nil)
        try Challenges(transaction).insert(challenge)
        return challenge
    }
}

/// Everything random and given of one request for a code, made before the transaction.
struct CodeRequest: Sendable {
    let door: CodeDoor
    let address: EmailAddress
    let visitor: Visitor
    let newSecret: SessionSecret
    let sessionID: ID<VisitorSession>
    let challengeID: ID<Challenge>
    let codeID: ID<Code>
    let letterID: ID<QueuedLetter>
    let code: VerificationCode
    let reference: String

    init(at door: CodeDoor, address: EmailAddress, visitor: Visitor, world: any World) throws {
        self.door = door
        self.address = address
        self.visitor = visitor
        newSecret = try SessionSecret.random(from: world)
        sessionID = try world.newID()
        challengeID = try world.newID()
        codeID = try world.newID()
        letterID = try world.newID()
        code = try VerificationCode.random(from: world)
        reference = try CodeReference.random(from: world)
    }

    /// The recipient of a letter that is withheld.
    func nobody(_ delivery: ID<Delivery>?) -> CodeRecipient {
        CodeRecipient(person: nil, address: address, delivery: delivery)
    }
}

/// What is to happen with a request for a code: an answer at once, or a letter.
enum CodePlan {
    case answer(AskedForCode)
    case mail(CodeRecipient)

    var answer: AskedForCode {
        if case .answer(let answer) = self { answer } else { .notNeeded }
    }
}

/// Whom a code goes to: somebody whom the door opens to, or nobody under the typed address.
struct CodeRecipient: Hashable, Sendable {
    let person: ID<Person>?
    let address: EmailAddress
    /// None at the portal.
    let delivery: ID<Delivery>?
    /// At the portal: whether they signed in from there before.
    var isKnownPlace = false
}
