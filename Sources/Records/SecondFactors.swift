package import Domain
package import SQL

/// The second factors of staff, one each. Secrets are sealed.
package struct SecondFactors {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// The factor of this person, confirmed or begun.
    package func find(_ person: ID<Person>) throws -> SecondFactor? {
        try transaction.run(
            "SELECT id, person_id, sealed, created_at, confirmed_at FROM second_factors WHERE person_id = \(person)"
        ).first.map { row in
            SecondFactor(
                id: try row.id("id"), person: try row.id("person_id"), sealed: try row.text("sealed"),
                createdAt: try row.moment("created_at"), confirmedAt: try row.optionalMoment("confirmed_at"))
        }
    }

    /// Those of these people whose factor is confirmed.
    package func having(_ people: [ID<Person>]) throws -> Set<ID<Person>> {
        var found: Set<ID<Person>> = []
        for part in people.inParts {
            let rows = try transaction.run(
                """
                SELECT person_id FROM second_factors WHERE confirmed_at IS NOT NULL AND person_id IN \(Array(part))
                """)
            for row in rows { found.insert(try row.id("person_id")) }
        }
        return found
    }

    /// Begins a factor, in place of one that was begun and not confirmed. False where there is a confirmed one.
    package func begin(_ factor: SecondFactor) throws -> Bool {
        try transaction.change(
            """
            INSERT INTO second_factors (person_id, id, sealed, created_at, last_step)
            VALUES (\(factor.person), \(factor.id), \(factor.sealed), \(factor.createdAt), 0)
            ON CONFLICT (person_id) DO UPDATE
            SET id = excluded.id, sealed = excluded.sealed, created_at = excluded.created_at, last_step = 0
            WHERE second_factors.confirmed_at IS NULL
            """
        ) > 0
    }

    /// A code of this begun factor was entered. False where it was confirmed before, or another one begun since.
    package func confirm(_ id: ID<SecondFactor>, step: Int64, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE second_factors SET confirmed_at = \(now), last_step = \(step)
            WHERE id = \(id) AND confirmed_at IS NULL
            """
        ) > 0
    }

    /// Uses up the code of a half minute, and with it all earlier ones. False where that was done before.
    package func use(_ id: ID<SecondFactor>, step: Int64) throws -> Bool {
        try transaction.change(
            """
            UPDATE second_factors SET last_step = \(step)
            WHERE id = \(id) AND confirmed_at IS NOT NULL AND last_step < \(step)
            """
        ) > 0
    }

    /// Replaces the sealed secret by the same one under a newer key.
    package func reseal(_ id: ID<SecondFactor>, as text: String) throws {
        try transaction.run("UPDATE second_factors SET sealed = \(text) WHERE id = \(id)")
    }

    /// Takes the person's factor away. False where there was none that was confirmed.
    package func remove(of person: ID<Person>) throws -> Bool {
        try transaction.run("DELETE FROM second_factors WHERE person_id = \(person) AND confirmed_at IS NULL")
        return try transaction.change("DELETE FROM second_factors WHERE person_id = \(person)") > 0
    }
}
