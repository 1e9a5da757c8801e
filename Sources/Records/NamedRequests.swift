package import Domain
package import SQL

/// The requests that callers named, what each brought forth and what was answered: sent again, they do nothing again.
package struct NamedRequests {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Keeps what the request made, beside its effect. False if a request of this name was first.
    package func insert(_ key: String, of person: ID<Person>, digest: String, made: String, now: Moment) throws -> Bool
    {
        try transaction.change(
            """
            INSERT INTO named_requests (person_id, request_key, digest, made, at)
            VALUES (\(person), \(key), \(digest), \(made), \(now))
            ON CONFLICT (person_id, request_key) DO NOTHING
            """
        ) > 0
    }

    /// What is known of the request of this name.
    package func find(_ key: String, of person: ID<Person>) throws -> (digest: String, made: String, answer: String?)? {
        try transaction.run(
            "SELECT digest, made, answer FROM named_requests WHERE person_id = \(person) AND request_key = \(key)"
        ).first.map { (try $0.text("digest"), try $0.text("made"), try $0.optionalText("answer")) }
    }

    /// Keeps what is answered, unless an answer is kept already.
    package func keep(_ answer: String, to key: String, of person: ID<Person>) throws {
        try transaction.run(
            """
            UPDATE named_requests SET answer = \(answer)
            WHERE person_id = \(person) AND request_key = \(key) AND answer IS NULL
            """)
    }

    /// Forgets the names of requests that were made before.
    package func forget(before: Moment) throws {
        try transaction.run("DELETE FROM named_requests WHERE at < \(before)")
    }
}
