internal import SQL

/// What has to hold of server and database before anything is written there.
struct ServerCheck {
    private static let oldest: Int64 = 150_000

    let connection: Connection
    let durability: Durability

    /// Throws a sentence that says what to change; notes what is tolerated.
    func run(noting notices: NoticeLog) throws(DatabaseFault) {
        let facts = try row(
            """
            SELECT CAST(current_setting('server_version_num') AS BIGINT) AS version,
                current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
                current_setting('full_page_writes') AS pages, current_schema() AS schema
            """)
        try refuse(facts, noting: notices)
        let tables = try row(
            """
            SELECT COUNT(*) AS tables, COUNT(*) FILTER (WHERE table_name = 'migrations') AS migrations
            FROM information_schema.tables WHERE table_schema = current_schema()
            """)
        do {
            guard try tables.integer("tables") == 0 || tables.integer("migrations") == 1 else {
                throw DatabaseFault.foreignSchema(
                    "The PostgreSQL database holds tables of another program. Name an empty one.")
            }
        } catch {
            throw error as? DatabaseFault ?? .unavailable("The server's tables cannot be listed.")
        }
    }

    private func refuse(_ facts: Row, noting notices: NoticeLog) throws(DatabaseFault) {
        do {
            guard try facts.integer("version") >= Self.oldest else {
                throw DatabaseFault.unavailable("PostgreSQL 15 or later is needed.")
            }
            guard try facts.text("encoding") == "UTF8" else {
                throw DatabaseFault.unavailable(
                    "The PostgreSQL database has the encoding \(try facts.text("encoding")). Create it with ENCODING 'UTF8'."
                )
            }
            guard try facts.optionalText("schema") != nil else {
                throw DatabaseFault.unavailable(
                    "The user has no schema to write to. Make it the owner of the database.")
            }
            guard try facts.text("fsync") == "off" || facts.text("pages") == "off" else { return }
        } catch {
            throw error as? DatabaseFault ?? .unavailable("The server's settings cannot be read.")
        }
        let words = "PostgreSQL runs with fsync or full_page_writes off: a power cut can destroy the data."
        guard durability == .asConfigured else {
            throw .unavailable("\(words) Switch both on in postgresql.conf.")
        }
        notices.note(words)
    }

    private func row(_ question: Statement) throws(DatabaseFault) -> Row {
        let rows: [Row]
        do { rows = try connection.run(question) } catch { throw error.fault }
        guard let row = rows.first else { throw .unavailable("The server does not answer.") }
        return row
    }
}

/// Whether a server that may lose what it acknowledged is accepted.
package enum Durability: Sendable {
    /// It is refused.
    case required
    /// It is noted: for development and tests.
    case asConfigured
}
