package import Domain
package import SQL

/// Addresses whose holder said "not for me" on a case: no mail of that case goes there until staff act.
package struct StoppedAddresses {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Stops mail of the case to this address.
    package func stop(
        _ address: EmailAddress, caseFile: ID<CaseFile>, delivery: ID<Delivery>, now: Moment
    ) throws {
        try transaction.run(
            """
            INSERT INTO stopped_addresses (case_id, address, delivery_id, at)
            VALUES (\(caseFile), \(address.canonical), \(delivery), \(now))
            ON CONFLICT (case_id, address) DO NOTHING
            """)
    }

    /// Whether mail of the case to this address is stopped.
    package func isStopped(_ address: EmailAddress, caseFile: ID<CaseFile>) throws -> Bool {
        try !transaction.run(
            """
            SELECT address FROM stopped_addresses
            WHERE case_id = \(caseFile) AND address = \(address.canonical)
            """
        ).isEmpty
    }

    /// The addresses that get no mail of the case, as they are compared.
    package func all(of caseFile: ID<CaseFile>) throws -> Set<String> {
        Set(
            try transaction.run("SELECT address FROM stopped_addresses WHERE case_id = \(caseFile)").map {
                try $0.text("address")
            })
    }

    /// Lets mail of the case go to this address again.
    package func allow(_ address: EmailAddress, caseFile: ID<CaseFile>) throws {
        try transaction.run(
            "DELETE FROM stopped_addresses WHERE case_id = \(caseFile) AND address = \(address.canonical)")
    }
}
