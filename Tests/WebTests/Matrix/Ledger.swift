import Synchronization
import TestSupport

@testable import SQL

/// Every row of an installation's database at one moment, and the way back to it.
final class Ledger: Sendable {
    /// All tables; a new one is added here.
    private static let tables: [Statement] = [
        "people", "person_addresses", "staff_accounts", "staff_sessions", "sign_in_failures", "setup_tokens", "cases",
        "assignments", "case_updates", "attachments", "sends", "deliveries", "file_links", "link_extensions",
        "renewals",
        "stopped_addresses", "user_agents", "delivery_events", "visitor_sessions", "challenges", "codes", "grants",
        "code_failures",
        "account_links", "reset_requests", "second_factors", "recovery_codes", "pending_sign_ins", "address_changes",
        "wrong_codes", "transfers", "outbox", "mail_reports", "api_tokens", "named_requests", "marks", "uploads",
        "distribution_groups", "distribution_group_members", "send_groups", "skipped_recipients", "shared_addresses",
        "imports",
        "access_groups", "access_group_roles", "presets", "teams", "team_members",
        "notifications", "notification_preferences", "notification_mails",
        "case_types", "case_tags", "case_events", "case_status_changes", "case_status_change_items",
        "provider_accounts", "provider_visits",
        "portal_accesses", "portal_sessions", "mail_policies", "mail_wordings", "enclosed_files", "delegations",
        "role_permissions", "awaited_addresses", "awaited_address_codes",
    ]

    private let rows: [String: [[SQLValue]]]
    /// What `written` said when all was last as it is here.
    private let written: Mutex<Int64>

    private init(rows: [String: [[SQLValue]]], written: Int64) {
        self.rows = rows
        self.written = Mutex(written)
    }

    static func of(_ test: TestInstallation) async throws -> Ledger {
        try await test.write { try Ledger(rows: rows($0), written: written($0)) }
    }

    /// The tables that now hold something else, and puts everything back; without either where no row was written since.
    func restore(_ test: TestInstallation) async throws -> [String] {
        let known = written.withLock { $0 }
        let (changed, now) = try await test.write { transaction in
            guard try Self.written(transaction) != known else { return ([String](), known) }
            return (try self.putBack(transaction), try Self.written(transaction))
        }
        written.withLock { $0 = now }
        return changed
    }

    private func putBack(_ transaction: any Transaction) throws -> [String] {
        let now = try Self.rows(transaction)
        let changed = Self.tables.filter { now[$0.text] != rows[$0.text] }
        guard !changed.isEmpty else { return [] }
        try transaction.run("PRAGMA defer_foreign_keys = ON")
        for table in changed { try transaction.run("DELETE FROM \(table)") }
        for table in changed {
            for row in rows[table.text] ?? [] { try transaction.run("INSERT INTO \(table) VALUES \(row)") }
        }
        return changed.map(\.text).sorted()
    }

    private static func rows(_ transaction: any Transaction) throws -> [String: [[SQLValue]]] {
        var rows: [String: [[SQLValue]]] = [:]
        for table in tables {
            rows[table.text] = try transaction.run("SELECT * FROM \(table) ORDER BY rowid").map(\.values)
        }
        return rows
    }

    /// How many rows this database's one writer has written, ever.
    private static func written(_ transaction: any Transaction) throws -> Int64 {
        try transaction.run("SELECT total_changes() AS n").first?.integer("n") ?? -1
    }

    /// Tables that nobody added to the list above.
    static func missing(_ test: TestInstallation) async throws -> [String] {
        let names = try await test.write { transaction in
            try transaction.run("SELECT name FROM sqlite_master WHERE type = 'table'").map { try $0.text("name") }
        }
        let known = Set(tables.map(\.text) + ["migrations"])
        return names.filter { !known.contains($0) && !$0.hasPrefix("sqlite_") }
    }
}
