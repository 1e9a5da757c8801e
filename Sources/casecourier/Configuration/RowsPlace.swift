import PostgresEngine
import SQL

/// Where rows live.
enum RowsPlace: Sendable {
    /// In the data folder.
    case sqlite
    case postgres(DatabaseURL, connections: Int)

    init(_ reader: SettingsReader) throws {
        guard let url = reader.text(.databaseURL) else {
            self = .sqlite
            return
        }
        let connections = Int(try reader.number(.databaseConnections, in: 2...200))
        do {
            self = .postgres(try DatabaseURL(reading: url), connections: connections)
        } catch {
            throw ConfigurationFault(
                "\(Setting.databaseURL.variable) has to look like postgres://user:password@host:5432/database. "
                    + "Write characters such as @ or / of the password as %40 or %2F.")
        }
    }
}
