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

    init(_ configuration: ServiceConfiguration, data: DataFolder) async throws {
        switch configuration.rows {
        case .sqlite:
            heldData = data.holdsData
            database = try SQLiteDatabase(path: data.database)
        case .postgres(let url, let connections):
            let logger = Logger(label: "database")
            database = try await PostgresDatabase.open(
                url, connections: connections,
                durability: configuration.environment == .production ? .required : .asConfigured
            ) { logger.warning("\($0)") }
            heldData = try await Schema.migrator.hasBegun(database)
        }
    }
}
