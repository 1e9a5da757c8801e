import SQL

extension Migration {
    /// Addresses with which accounts are to be signed in to, as administrators want it, until they are confirmed there.
    static let awaitedAddresses = Migration(
        30, "awaited addresses",
        [
            """
            CREATE TABLE awaited_addresses (
                id TEXT PRIMARY KEY,
                digest TEXT NOT NULL UNIQUE,
                person_id TEXT NOT NULL REFERENCES people (id),
                address TEXT NOT NULL,
                asked_by TEXT NOT NULL REFERENCES people (id),
                attempts BIGINT NOT NULL,
                asked_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                ended_at BIGINT,
                ending TEXT CHECK (ending IN ('confirmed', 'declined', 'withdrawn', 'replaced', 'overtaken', 'taken'))
            )
            """,
            "CREATE UNIQUE INDEX awaited_address_of_person ON awaited_addresses (person_id) WHERE ended_at IS NULL",
            "CREATE INDEX awaited_addresses_by_person ON awaited_addresses (person_id, asked_at)",
            "CREATE INDEX awaited_addresses_by_asker ON awaited_addresses (asked_by) WHERE ended_at IS NULL",
            """
            CREATE TABLE awaited_address_codes (
                id TEXT PRIMARY KEY,
                awaited_id TEXT NOT NULL REFERENCES awaited_addresses (id),
                holder TEXT NOT NULL,
                code_digest TEXT NOT NULL,
                reference TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                ended_at BIGINT
            )
            """,
            "CREATE INDEX awaited_address_codes_by_time ON awaited_address_codes (created_at)",
            "CREATE INDEX awaited_address_codes_of_one ON awaited_address_codes (awaited_id, created_at)",
        ])
}
