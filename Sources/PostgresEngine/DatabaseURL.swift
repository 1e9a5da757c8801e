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
        defer {
            PQfreemem(message)
            PQconninfoFree(options)
        }
        guard var option = options else { return false }
        while let name = option.pointee.keyword.map({ String(cString: $0) }) {
            let value = option.pointee.val.map { String(cString: $0) } ?? ""
            guard isPlausible(value, for: name) else { return false }
            option += 1
        }
        return true
    }

    /// A password with a bare `@` or `/` ends up in part as host, port or database, and messages about those are shown.
    private static func isPlausible(_ value: String, for name: String) -> Bool {
        switch name {
        case "port": value.allSatisfy { $0.isNumber || $0 == "," }
        case "host", "hostaddr", "dbname": !value.contains("@")
        default: true
        }
    }
}

extension DatabaseURL: CustomStringConvertible, CustomReflectable {
    package var description: String { "database URL (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
