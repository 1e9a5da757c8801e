import SQL

extension Migration {
    /// Recipients' requests to let somebody else in, and the deliveries of those who were. Deliveries of before are nobody's
    /// delegate's.
    ///
    /// A table beside the events: an engine could not widen the list of their kinds without writing them all anew.
    static let delegations = Migration(
        27, "delegations",
        [
            "ALTER TABLE deliveries ADD COLUMN delegate_of TEXT REFERENCES deliveries (id)",
            "CREATE INDEX deliveries_of_delegates ON deliveries (delegate_of) WHERE delegate_of IS NOT NULL",
            """
            CREATE TABLE delegations (
                id TEXT PRIMARY KEY,
                delivery_id TEXT NOT NULL REFERENCES deliveries (id),
                name TEXT NOT NULL,
                address TEXT NOT NULL,
                spelling TEXT NOT NULL,
                reason TEXT NOT NULL,
                requested_by TEXT NOT NULL REFERENCES people (id),
                verified_address TEXT,
                requested_at BIGINT NOT NULL,
                client_address TEXT,
                user_agent TEXT,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'declined', 'withdrawn')),
                decided_by TEXT REFERENCES people (id),
                decided_at BIGINT,
                decision_reason TEXT,
                delegate_delivery_id TEXT REFERENCES deliveries (id),
                withdrawn_at BIGINT
            )
            """,
            "CREATE INDEX delegations_by_delivery ON delegations (delivery_id, requested_at)",
            "CREATE UNIQUE INDEX delegations_waiting ON delegations (delivery_id, address) WHERE state = 'waiting'",
            """
            CREATE UNIQUE INDEX delegations_by_delegate ON delegations (delegate_delivery_id)
                WHERE delegate_delivery_id IS NOT NULL
            """,
        ])
}
