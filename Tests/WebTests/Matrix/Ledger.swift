import TestSupport

@testable import SQL

/// Every row of an installation's database at one moment, and the way back to it.
struct Ledger: Sendable {
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
        "role_permissions",
    ]

    private let rows: [String: [[SQLValue]]]

    private init(_ transaction: any Transaction) throws {
        var rows: [String: [[SQLValue]]] = [:]
        for table in Self.tables {
            rows[table.text] = try transaction.run("SELECT * FROM \(table) ORDER BY rowid").map(\.values)
        }
        self.rows = rows
    }

    init(of test: TestInstallation) async throws { self = try await test.write { try Ledger($0) } }

    /// The tables that now hold something else, and puts everything back; without either where no row was touched since
    /// `touched`.
    func restore(_ test: TestInstallation, since touched: Int64) async throws -> [String] {
        guard try await Self.touched(test) != touched else { return [] }
        return try await test.write { transaction in
            let now = try Ledger(transaction)
            let changed = Self.tables.filter { now.rows[$0.text] != rows[$0.text] }
            guard !changed.isEmpty else { return [] }
            try transaction.run("PRAGMA defer_foreign_keys = ON")
            for table in changed { try transaction.run("DELETE FROM \(table)") }
            for table in changed {
                for row in rows[table.text] ?? [] { try transaction.run("INSERT INTO \(table) VALUES \(row)") }
            }
            return changed.map(\.text).sorted()
        }
    }

    /// How many rows this database's one writer has written, ever.
    static func touched(_ test: TestInstallation) async throws -> Int64 {
        try await test.write { try $0.run("SELECT total_changes() AS n").first?.integer("n") ?? -1 }
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
