package import Domain
package import SQL

/// The history of every delivery: only ever appended to.
package struct Events {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Writes the event behind all others of its delivery and tells whoever watches the send.
    ///
    /// Another transaction may take the place behind the last one first; under guarded isolation the next try sees its event.
    package func append(_ event: NewEvent, now: Moment) throws {
        try insert(event, mark: nil, now: now)
    }

    /// The same, but once only for each holder of the link; false if it is there already (decision 19).
    package func appendOnce(_ event: NewEvent, mark: EventMark, now: Moment) throws -> Bool {
        try insert(event, mark: mark, now: now)
    }

    /// When the events with these marks happened, of those that did.
    package func moments(of marks: [EventMark]) throws -> [EventMark: Moment] {
        let rows = try transaction.run("SELECT mark, at FROM delivery_events WHERE mark IN \(marks)")
        return try rows.reduce(into: [:]) { $0[EventMark(stored: try $1.text("mark"))] = try $1.moment("at") }
    }

    @discardableResult
    private func insert(_ event: NewEvent, mark: EventMark?, now: Moment) throws -> Bool {
        var person: ID<Person>?
        var address: String?
        if case .person(let id, let verified) = event.actor { (person, address) = (id, verified) }
        let inserting: Statement = """
            INSERT INTO delivery_events (delivery_id, position, link_id, kind, at, actor, person_id, address, mail,
                detail, client_address, mark, file_version, user_agent_id)
            SELECT \(event.delivery), place.next, \(event.link), \(event.kind.rawValue), \(now),
                \(event.actor.kind), \(person), \(address), \(event.mail?.rawValue), \(event.detail),
                \(event.client?.address), \(mark), \(event.fileVersion),
                \(Self.told(event.client?.userAgent))
            FROM (SELECT COALESCE(MAX(position), 0) + 1 AS next FROM delivery_events
                WHERE delivery_id = \(event.delivery)) AS place \(Self.teller(event.client?.userAgent))
            ON CONFLICT DO NOTHING
            """
        while try transaction.change(inserting) == 0 {
            if let mark, try !moments(of: [mark]).isEmpty { return false }
            if let userAgent = event.client?.userAgent { try keep(userAgent) }
        }
        transaction.announce(Announcement(topic: "delivery", subject: event.delivery.text))
        return true
    }

    private static func told(_ userAgent: String?) -> Statement { userAgent == nil ? "NULL" : "user_agents.id" }

    /// No row, and so no event, for a browser that is not known yet. `WHERE TRUE`, since SQLite would read `ON` as a join's.
    private static func teller(_ userAgent: String?) -> Statement {
        guard let userAgent else { return "WHERE TRUE" }
        return "CROSS JOIN user_agents WHERE user_agents.text = \(userAgent)"
    }

    /// Another transaction may take the number first; then the caller comes again.
    private func keep(_ userAgent: String) throws {
        _ = try transaction.change(
            """
            INSERT INTO user_agents (id, text)
            SELECT COALESCE(MAX(id), 0) + 1, \(userAgent) FROM user_agents WHERE TRUE ON CONFLICT DO NOTHING
            """)
    }

    /// In order of their happening.
    package func all(of delivery: ID<Delivery>) throws -> [DeliveryEvent] {
        try transaction.run("\(Self.columns) WHERE delivery_id = \(delivery) ORDER BY position").map(event)
    }

    /// The histories of all deliveries of a send, each in order of happening.
    package func all(of send: ID<Send>) throws -> [ID<Delivery>: [DeliveryEvent]] {
        let events = try transaction.run(
            """
            \(Self.columns) WHERE delivery_id IN (SELECT id FROM deliveries WHERE send_id = \(send))
            ORDER BY delivery_id, position
            """
        ).map(event)
        return Dictionary(grouping: events, by: \.delivery)
    }

    /// What decides who has everything of these sends, by delivery, in order of happening: views and completed downloads.
    package func ends(of sends: [ID<Send>]) throws -> [ID<Delivery>: [DeliveryEvent]] {
        let events = try sends.inParts.flatMap { part in
            try transaction.run(
                """
                \(Self.columns) WHERE delivery_id IN (SELECT id FROM deliveries WHERE send_id IN \(Array(part)))
                    AND kind IN (\(EventKind.viewed.rawValue), \(EventKind.downloadCompleted.rawValue))
                ORDER BY delivery_id, position
                """)
        }.map(event)
        return Dictionary(grouping: events, by: \.delivery)
    }

    /// Everything that happened to the deliveries of these sends, by delivery, in order of happening.
    package func all(of sends: [ID<Send>]) throws -> [ID<Delivery>: [DeliveryEvent]] {
        let events = try sends.inParts.flatMap { part in
            try transaction.run(
                """
                \(Self.columns) WHERE delivery_id IN (SELECT id FROM deliveries WHERE send_id IN \(Array(part)))
                ORDER BY delivery_id, position
                """)
        }.map(event)
        return Dictionary(grouping: events, by: \.delivery)
    }

    /// When this actor last did this on this link, if that was after `since`.
    package func last(_ kind: EventKind, on link: FileLink, by actor: Actor, since: Moment) throws -> Moment? {
        var person: ID<Person>?
        if case .person(let id, _) = actor { person = id }
        return try transaction.run(
            """
            SELECT MAX(at) AS at FROM delivery_events
            WHERE delivery_id = \(link.delivery) AND link_id = \(link.id) AND kind = \(kind.rawValue)
                AND actor = \(actor.kind) AND COALESCE(person_id, '') = \(person?.text ?? "") AND at > \(since)
            """
        ).first?.optionalMoment("at")
    }

    private static let columns: Statement = """
        SELECT delivery_id, position, link_id, kind, at, actor, \(MergedPeople.actor(of: "delivery_events")) AS person_id, delivery_events.person_id AS written_of, address, mail, detail, client_address,
            user_agents.text AS user_agent, file_version
        FROM delivery_events LEFT JOIN user_agents ON user_agents.id = delivery_events.user_agent_id
        """

    private func event(_ row: Row) throws -> DeliveryEvent {
        var client: ClientTrace?
        if let address = try row.optionalText("client_address") {
            client = ClientTrace(
                address: address, userAgent: try row.optionalText("user_agent") ?? "")
        }
        let (actor, writtenOf) = (try actor(row), try row.optionalID("written_of") as ID<Person>?)
        var isMerged = false
        if case .person(let person, _) = actor { isMerged = person != writtenOf }
        return DeliveryEvent(
            delivery: try row.id("delivery_id"), position: try row.integer("position"),
            link: try row.optionalID("link_id"), kind: try row.word("kind"), at: try row.moment("at"),
            actor: actor, writtenOf: isMerged ? writtenOf : nil,
            mail: try row.optionalText("mail").flatMap(MailKind.init(rawValue:)),
            detail: try row.optionalText("detail"), client: client,
            fileVersion: try row.optionalInteger("file_version"))
    }

    private func actor(_ row: Row) throws -> Actor {
        switch try row.text("actor") {
        case "person": .person(try row.id("person_id"), address: try row.optionalText("address"))
        case "link holder": .linkHolder
        case "machine": .machine
        default: .unknown
        }
    }
}

/// An event before it has its place in the history.
package struct NewEvent: Sendable {
    package let delivery: ID<Delivery>
    package let link: ID<FileLink>?
    package let kind: EventKind
    package let actor: Actor
    package let mail: MailKind?
    package let detail: String?
    package let client: ClientTrace?
    /// Of a download: which version of the file.
    package let fileVersion: Int64?

    package init(
        _ kind: EventKind, of delivery: ID<Delivery>, link: ID<FileLink>? = nil, by actor: Actor, mail: MailKind? = nil,
        detail: String? = nil, client: ClientTrace? = nil, fileVersion: Int64? = nil
    ) {
        self.fileVersion = fileVersion
        self.kind = kind
        self.delivery = delivery
        self.link = link
        self.actor = actor
        self.mail = mail
        self.detail = detail
        self.client = client
    }
}
