package import SQL
internal import Synchronization

/// A database that counts the statements run on it: what decides how many machines one PostgreSQL serves.
package final class CountedDatabase: Database {
    private let base: any Database
    private let statements = Mutex(0)

    package init(_ base: any Database) { self.base = base }

    /// How many statements `body` brings about.
    package func count(_ body: () async throws -> Void) async rethrows -> Int {
        let before = statements.withLock { $0 }
        try await body()
        return statements.withLock { $0 } - before
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await base.read { try body(self.counting($0)) }
    }

    @discardableResult
    package func write<Result: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await base.write(isolation) { try body(self.counting($0)) }
    }

    package func announcements(of topics: Set<String>?) -> AsyncStream<Announcement> {
        base.announcements(of: topics)
    }

    package func close() async throws { try await base.close() }

    private func counting(_ transaction: any Transaction) -> any Transaction {
        CountedTransaction(base: transaction) { self.statements.withLock { $0 += 1 } }
    }
}

private struct CountedTransaction: Transaction {
    let base: any Transaction
    let note: () -> Void

    func run(_ statement: Statement) throws -> [Row] {
        note()
        return try base.run(statement)
    }

    func change(_ statement: Statement) throws -> Int64 {
        note()
        return try base.change(statement)
    }

    func announce(_ announcement: Announcement) { base.announce(announcement) }
}
