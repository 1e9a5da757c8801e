import Blobs
import Cryptography
package import Domain
import Records
import SQL

/// How taking a file off a draft ends.
package enum DetachedFile: Hashable, Sendable {
    case refused(DraftRefusal)
    case detached(from: ID<CaseUpdate>)
}

extension Installation {
    /// Takes a file off its draft: the row first, then, when that is durable, its content. What a crash leaves of the content
    /// is the sweep's.
    package func detachFile(_ id: ID<Attachment>, by viewer: Viewer) async throws -> DetachedFile {
        let (result, blob) = try await write(for: viewer) { viewer, transaction -> (DetachedFile, ID<Blob>?) in
            guard let attachment = try Attachments(transaction).find(id) else { return (.refused(.unknown), nil) }
            if case .refused(let refusal) = try self.draft(attachment.update, for: viewer, in: transaction) {
                return (.refused(refusal), nil)
            }
            try Attachments(transaction).delete(id)
            return (.detached(from: attachment.update), attachment.blob)
        }
        if let blob { try? await blobs.remove(blob) }
        return result
    }
}
