package import SQL

/// Whether anything of a kind exists yet: what a new installation still has before it.
package struct FirstSteps {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Somebody beside staff is known.
    package func hasContact() throws -> Bool {
        try !transaction.run("SELECT id FROM people WHERE kind <> 'staff' LIMIT 1").isEmpty
    }

    /// A case was opened.
    package func hasCase() throws -> Bool { try !transaction.run("SELECT id FROM cases LIMIT 1").isEmpty }

    /// An update was sent.
    package func hasSend() throws -> Bool { try !transaction.run("SELECT id FROM sends LIMIT 1").isEmpty }
}
