import Cryptography
package import Domain
import Records
import SQL

/// What a request for the bytes behind a link finds.
package enum FoundDownload: Sendable {
    case refused(LinkRefusal)
    /// No grant: to the door.
    case locked
    /// The link opens a text and has no file.
    case nothingToDownload
    case file(DownloadableFile)
}

/// A file that this visitor may fetch now.
package struct DownloadableFile: Sendable {
    /// The link's token as it was shown.
    let token: String
    package let file: LinkedFile
    package let attachment: Attachment
    package let entry: Entry

    /// Under what name its coverage is counted: that of a newer version apart from that of the file it took the place of.
    var holder: String { entry.holder(of: attachment) }
}

extension Installation {
    /// Finds the file behind a link for this visitor. Changes nothing: HEAD and what is answered 304 or 416 end here, and
    /// are no downloads (N-09).
    package func findDownload(_ token: String, by visitor: Visitor) async throws -> FoundDownload {
        guard let claims = try claims(token) else { return .refused(.unknown) }
        let now = world.now()
        return try await database.read { transaction in
            switch try self.visit(claims, by: visitor, now: now, in: transaction) {
            case .failure(let refusal): return .refused(refusal)
            case .success(let visit):
                guard let entry = visit.entry else { return .locked }
                guard let attachment = visit.file.attachment else { return .nothingToDownload }
                return .file(DownloadableFile(token: token, file: visit.file, attachment: attachment, entry: entry))
            }
        }
    }
}
