package import Domain
package import SQL

/// Requests of recipients to let somebody else in, with every step that was taken on them.
package struct Delegations {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Keeps a request that waits; false where one for the same address waits already.
    package func insert(_ id: ID<Delegation>, of delivery: ID<Delivery>, _ request: Delegation.Request) throws -> Bool {
        let delegate = request.delegate
        return try transaction.change(
            """
            INSERT INTO delegations (id, delivery_id, name, address, spelling, reason, requested_by, verified_address,
                requested_at, client_address, user_agent, state)
            VALUES (\(id), \(delivery), \(delegate.name), \(delegate.address.canonical),
                \(delegate.address.spelling), \(delegate.reason), \(request.by), \(request.verified?.spelling),
                \(request.at), \(request.client?.address), \(request.client?.userAgent), 'waiting')
            ON CONFLICT DO NOTHING
            """) > 0
    }

    /// The request of this id.
    package func find(_ id: ID<Delegation>) throws -> Delegation? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(delegation)
    }

    /// What the recipient of a delivery asked for, in that order.
    package func all(of delivery: ID<Delivery>) throws -> [Delegation] {
        try transaction.run("\(Self.columns) WHERE delivery_id = \(delivery) ORDER BY requested_at, id").map(delegation)
    }

    /// What the recipients of a send asked for, in that order.
    package func all(of send: ID<Send>) throws -> [Delegation] {
        try transaction.run(
            """
            \(Self.columns) WHERE delivery_id IN (SELECT id FROM deliveries WHERE send_id = \(send))
            ORDER BY requested_at, id
            """
        ).map(delegation)
    }

    /// By which request this delivery came to be; none for those of recipients.
    package func find(bringing delegate: ID<Delivery>) throws -> Delegation? {
        try transaction.run("\(Self.columns) WHERE delegate_delivery_id = \(delegate)").first.map(delegation)
    }

    /// True for the one who decides first. A delegate's delivery is named afterwards, once it is there.
    package func decide(
        _ id: ID<Delegation>, isApproved: Bool, reason: String?, by person: ID<Person>, now: Moment
    ) throws -> Bool {
        try transaction.change(
            """
            UPDATE delegations SET state = \(isApproved ? "approved" : "declined"), decided_by = \(person),
                decided_at = \(now), decision_reason = \(reason)
            WHERE id = \(id) AND state = 'waiting'
            """) > 0
    }

    /// Names what the approval of a request brought forth.
    package func name(_ delegate: ID<Delivery>, of id: ID<Delegation>) throws {
        try transaction.run(
            "UPDATE delegations SET delegate_delivery_id = \(delegate) WHERE id = \(id) AND state = 'approved'")
    }

    /// True for the one who withdraws it first; what was declined stays declined.
    package func withdraw(_ id: ID<Delegation>, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE delegations SET state = 'withdrawn', withdrawn_at = \(now)
            WHERE id = \(id) AND state IN ('waiting', 'approved')
            """) > 0
    }

    private static let columns: Statement = """
        SELECT id, delivery_id, name, spelling, reason, requested_by, verified_address, requested_at, client_address,
            user_agent, decided_by, decided_at, decision_reason, delegate_delivery_id, withdrawn_at
        FROM delegations
        """

    private func delegation(_ row: Row) throws -> Delegation {
        let client = try row.optionalText("client_address").map {
            ClientTrace(address: $0, userAgent: try row.optionalText("user_agent") ?? "")
        }
        let verified = try row.optionalText("verified_address") == nil ? nil : row.address("verified_address")
        return Delegation(
            id: try row.id("id"), delivery: try row.id("delivery_id"),
            request: Delegation.Request(
                delegate: ProposedDelegate(
                    name: try row.text("name"), address: try row.address("spelling"), reason: try row.text("reason")),
                by: try row.id("requested_by"), verified: verified, at: try row.moment("requested_at"), client: client),
            decision: try decision(row), withdrawnAt: try row.optionalMoment("withdrawn_at"))
    }

    private func decision(_ row: Row) throws -> Delegation.Decision? {
        guard let by: ID<Person> = try row.optionalID("decided_by") else { return nil }
        return Delegation.Decision(
            by: by, at: try row.moment("decided_at"), reason: try row.optionalText("decision_reason"),
            delegate: try row.optionalID("delegate_delivery_id"))
    }
}
