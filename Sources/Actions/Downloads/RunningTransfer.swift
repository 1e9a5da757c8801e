import Blobs
import Domain

/// The bytes of a file on their way to somebody.
///
/// Used by one task: `read` piece after piece and write each out, then call `finish` whatever happened.
package protocol RunningTransfer: Sendable {
    /// Of the file.
    var range: Range<Int64> { get }

    /// The bytes to be read next, when all before `start` were; empty at the end.
    func piece(from start: Int64) -> Range<Int64>

    /// The bytes of a piece; throws `damaged` where they are not what was stored.
    func read(_ piece: Range<Int64>) async throws -> [UInt8]

    /// Whether it may go on, asked every second or two. What cannot be asked is not allowed.
    func mayGoOn() async throws -> Bool

    /// It still runs: a sign of life of the session that it runs for.
    func keepAlive() async throws

    /// It ended: `served` bytes arrived, of `sent` that had left, and nothing was heard of the other end for `silence`.
    func finish(served: Int64, sent: Int64, silence: Duration) async throws
}

extension RunningTransfer {
    /// It ended, and everything that had left arrived: this many bytes.
    package func finish(served: Int64) async throws {
        try await finish(served: served, sent: served, silence: .zero)
    }
}

extension Figures {
    /// Large pieces while few files are on their way: then they cost the least time, and little memory in all.
    var pieceSize: PieceSize {
        switch downloads.count {
        case ...4: .large
        case ...16: .small
        default: .least
        }
    }
}
