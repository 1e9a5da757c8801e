import Domain

/// The bytes of a file on their way to somebody.
///
/// Used by one task: take `pieces` in order, `read` each and write it out, then call `finish` whatever happened.
package protocol RunningTransfer: Sendable {
    var pieces: [Range<Int64>] { get }

    /// The bytes of a piece; throws `damaged` where they are not what was stored.
    func read(_ piece: Range<Int64>) async throws -> [UInt8]

    /// Whether it may go on, asked every second or two. What cannot be asked is not allowed.
    func mayGoOn() async throws -> Bool

    /// It still runs: a sign of life of the session that it runs for.
    func keepAlive() async throws

    /// It ended, with this many bytes handed to the connection.
    func finish(served: Int64) async throws
}
