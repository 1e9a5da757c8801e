import SQLiteEngine

/// The right to work on an installation: one process at a time has it while rows are in a file, and any number where
/// PostgreSQL keeps them apart.
enum InstallationAccess: Sendable {
    /// For as long as this value lives.
    case granted(DataFolderLock?)
    /// Another process has the file open: the server, or a command at work.
    case taken

    init(_ configuration: ServiceConfiguration, data: DataFolder) throws {
        guard case .sqlite = configuration.rows else {
            self = .granted(nil)
            return
        }
        switch try DataFolderLock.attempt(folder: data.path) {
        case .held(let lock): self = .granted(lock)
        case .taken: self = .taken
        }
    }
}
