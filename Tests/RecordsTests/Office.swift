import Domain
import Records
import SQL
import TestSupport

/// A migrated database in which one update of one case was sent, with one file, to two clients.
struct Office {
    let keeper: TestDatabase
    var database: any Database { keeper.database }

    static let now = Moment(milliseconds: 1_800_000_000_000)

    let sender: Person
    let client: Person
    let colleague: Person
    let caseFile: CaseFile
    let update: CaseUpdate
    let attachment: Attachment
    let send: Send
    let deliveries: [Delivery]
    let links: [FileLink]

    var delivery: Delivery { deliveries[0] }
    var link: FileLink { links[0] }

    init(_ engine: Engine, associateOtherRecipients: Bool = true) async throws {
        keeper = try await TestDatabase.migrated(engine, now: Self.now.milliseconds)
        sender = try Self.person("Sam Sender", .staff, ["sam@firm.example"])
        client = try Self.person("Clara Client", .contact, ["Clara@Example.org", "clara.alias@example.net"])
        colleague = try Self.person("Colin Colleague", .contact, ["colin@example.org"])
        caseFile = CaseFile(
            id: fresh(), reference: "C-1", title: "Doe v. Roe", status: .open, createdAt: Self.now,
            asksForCode: false)
        update = CaseUpdate(
            id: fresh(), caseFile: caseFile.id, title: "Day one",
            body: try UpdateBody(reading: "Seen.", format: .markdown),
            author: sender.id, createdAt: Self.now, validation: nil)
        attachment = try Self.attachment(of: update.id)
        send = Self.send(of: update.id, by: sender.id, associateOtherRecipients: associateOtherRecipients)
        let send = send
        deliveries = try [client, colleague].enumerated().map { try Self.delivery(of: send.id, to: $1, number: $0) }
        let attachment = attachment
        links = deliveries.map { Self.link(of: $0.id, to: attachment.id) }
        try await fill()
    }

    private func fill() async throws {
        let office = self
        try await database.write { transaction throws in
            for person in [office.sender, office.client, office.colleague] { try People(transaction).insert(person) }
            try Cases(transaction).insert(office.caseFile, by: office.sender.id)
            try CaseUpdates(transaction).insert(office.update)
            try Attachments(transaction).insert(office.attachment, sniffed: nil)
            try Sends(transaction).insert(office.send, requestKey: "first")
            for delivery in office.deliveries { try Deliveries(transaction).insert(delivery) }
            for link in office.links { try FileLinks(transaction).insert(link, position: 1) }
        }
    }
}

extension Office {
    static func person(_ name: String, _ kind: PersonKind, _ addresses: [String]) throws -> Person {
        Person(
            id: fresh(), kind: kind, name: name, addresses: try addresses.map { try EmailAddress(reading: $0) },
            createdAt: now)
    }

    static func attachment(of update: ID<CaseUpdate>, name: String = "Report.pdf") throws -> Attachment {
        Attachment(
            id: fresh(), update: update, name: FileName(cleaning: name), size: 1_000_000,
            sha256: try SHA256Digest(reading: String(repeating: "ab", count: 32)),
            mediaType: MediaType(cleaning: "application/pdf"), blob: fresh(), wrappedKey: "wrapped", createdAt: now)
    }

    static func send(of update: ID<CaseUpdate>, by sender: ID<Person>, associateOtherRecipients: Bool = true) -> Send {
        Send(
            id: fresh(), update: update, sender: sender,
            options: SendOptions(
                identityVerification: true, associateOtherRecipients: associateOtherRecipients, linkLifetime: .standard,
                additionalNote: "By hand."),
            createdAt: now, revokedAt: nil)
    }

    static func delivery(of send: ID<Send>, to person: Person, number: Int = 0) throws -> Delivery {
        guard let address = person.primaryAddress else { throw Malformed("address", "The person has none.") }
        return Delivery(
            id: fresh(), send: send, recipient: person.id, address: address,
            createdAt: now + .milliseconds(number), revokedAt: nil)
    }

    static func link(of delivery: ID<Delivery>, to attachment: ID<Attachment>?) -> FileLink {
        FileLink(
            id: fresh(), delivery: delivery, attachment: attachment, expiresAt: now + .days(7), extendedUntil: nil,
            revokedAt: nil, createdAt: now)
    }

    /// A visitor's session in the database.
    func visit(_ digest: String = "digest") async throws -> VisitorSession {
        let session = VisitorSession(
            id: fresh(), createdAt: Self.now, lastSeenAt: Self.now, closingAt: nil, endedAt: nil)
        try await database.write { try VisitorSessions($0).insert(session, tokenDigest: digest) }
        return session
    }

    /// A challenge of that session in the database.
    func challenge(_ session: VisitorSession, address: EmailAddress, person: ID<Person>?) async throws -> Challenge {
        let challenge = Challenge(
            id: fresh(), session: session.id, door: .link(link.id), address: address, person: person, attempts: 0,
            createdAt: Self.now, expiresAt: Self.now + .minutes(30), redeemedAt: nil)
        try await database.write { try Challenges($0).insert(challenge) }
        return challenge
    }

    /// A letter that waits in the outbox.
    @discardableResult
    func letter(_ kind: LetterKind = .notice, to address: EmailAddress, withheld: Bool = false) async throws
        -> QueuedLetter
    {
        let letter = QueuedLetter(
            id: fresh(), kind: kind, address: address, delivery: delivery.id, link: link.id, sealed: "sealed",
            giveUpAt: Self.now + .days(5))
        try await database.write { try Outbox($0).insert(letter, withheld: withheld, now: Self.now) }
        return letter
    }
}

/// A new id.
func fresh<Of>() -> ID<Of> { ID(high: .random(in: .min ... .max), low: .random(in: .min ... .max)) }

/// An address that the test itself wrote.
func address(_ text: String) throws -> EmailAddress { try EmailAddress(reading: text) }
