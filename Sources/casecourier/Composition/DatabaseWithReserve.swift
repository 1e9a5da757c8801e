import Blobs
import SQL

/// A database on a disk with a reserve: a write for which there is no room gives the reserve free and is run once more.
struct DatabaseWithReserve: Database {
    let database: any Database
    let reserve: ReserveFile

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await database.read(body)
    }

    func write<Result: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        let wasHeld = reserve.isHeld
        do {
            return try await database.write(isolation, body)
        } catch DatabaseFault.full where wasHeld {
            reserve.release()
            return try await database.write(isolation, body)
        }
    }

    var figures: EngineFigures { database.figures }

    func close() async throws { try await database.close() }

    func announcements(of topics: Set<String>?) -> AsyncStream<Announcement> {
        database.announcements(of: topics)
    }
}
