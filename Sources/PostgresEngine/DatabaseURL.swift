internal import CPostgres
package import SQL

/// Which server and database, and as whom: a URL as libpq reads it, with its parameters such as `sslmode`. Holds a password.
package struct DatabaseURL: Sendable {
    let text: String

    /// Refuses what is not `postgres://` or `postgresql://`, and what libpq cannot take apart.
    package init(reading text: String) throws(DatabaseFault) {
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"), Self.isUnderstood(text) else {
            // What libpq says of it may quote the password.
            throw .unavailable("The URL has to look like postgres://user:password@host:5432/database.")
        }
        self.text = text
    }

    private static func isUnderstood(_ text: String) -> Bool {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(text, &message)
        PQfreemem(message)
        PQconninfoFree(options)
        return options != nil
    }
}

extension DatabaseURL: CustomStringConvertible, CustomReflectable {
    package var description: String { "database URL (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
