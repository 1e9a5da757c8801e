import Blobs
import Logging
import PostgresEngine
import Records
import SQL
import SQLiteEngine

/// The engine that the configuration names, open.
struct OpenRows: Sendable {
    let database: any Database
    /// Whether there was anything before that a missing key ring would make unreadable (KM-04).
    let heldData: Bool
    /// What is kept back for rows on the disk of this machine; none where they go to a server.
    let reserve: ReserveFile?

    init(_ configuration: ServiceConfiguration, data: DataFolder) async throws {
        switch configuration.rows {
        case .sqlite:
            heldData = data.holdsData
            let reserve = try ReserveFile(in: data.path)
            database = DatabaseWithReserve(database: try SQLiteDatabase(path: data.database), reserve: reserve)
            self.reserve = reserve
        case .postgres(let url, let connections):
            let logger = Logger(label: "database")
            database = try await PostgresDatabase.open(
                url, connections: connections,
                durability: configuration.environment == .production ? .required : .asConfigured
            ) { logger.warning("\($0)") }
            reserve = nil
            heldData = try await Schema.migrator.hasBegun(database)
        }
    }
}
