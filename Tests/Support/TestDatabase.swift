package import SQL
internal import SQLiteEngine

/// A fresh database of one engine, in a folder of its own that goes when the last reference goes.
package final class TestDatabase: Sendable {
    package let database: any Database
    /// Where its files are; the engines that have none leave it empty.
    package let folder: TemporaryFolder

    /// An empty database of `engine`.
    package init(_ engine: Engine) async throws {
        folder = try TemporaryFolder()
        switch engine {
        case .sqlite: database = try SQLiteDatabase(path: folder.path + "/database")
        }
    }
}
