import Cryptography
import Domain
import Records
import SQL

extension Installation {
    /// Wraps the keys of all stored files under the newest key-encryption key and returns how many were under another (KM-03).
    /// May be stopped and run again at any point: a file whose row was not reached is still wrapped as before.
    package func rewrapFiles() async throws -> Int {
        let keys = FileKeys(keys: keys)
        let newest = try keys.newestKeyID()
        var count = 0
        try await forEachFile { files in
            let stale = try files.filter { try keys.keyID(of: $0.text) != newest }
            let renewed = try stale.map { (old: $0, text: try keys.rewrap($0.text, for: $0.blob)) }
            guard !renewed.isEmpty else { return }
            try await self.database.write { transaction in
                for (old, text) in renewed { try Attachments(transaction).rewrap(old, as: text) }
            }
            count += renewed.count
        }
        return count
    }

    /// How many stored files need this key-encryption key: while there are any, it must not be revoked (KM-01).
    package func filesSealed(under kid: String) async throws -> Int {
        let keys = FileKeys(keys: keys)
        var count = 0
        try await forEachFile { files in count += try files.count { try keys.keyID(of: $0.text) == kid } }
        return count
    }

    /// All stored files, a few hundred at a time.
    private func forEachFile(_ body: ([WrappedKey]) async throws -> Void) async throws {
        var last: ID<Attachment>?
        while true {
            let after = last
            let files = try await database.read { try Attachments($0).wrappedKeys(after: after, most: 200) }
            guard let end = files.last else { return }
            try await body(files)
            last = end.attachment
        }
    }
}
