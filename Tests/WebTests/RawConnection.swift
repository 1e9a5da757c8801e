import NIOCore
import NIOPosix

/// A connection on which a test writes and reads bytes as it likes, no faster than it asks for them.
struct RawConnection: Sendable {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// What a test may do while the connection is open.
    struct Line {
        fileprivate var incoming: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
        fileprivate let outgoing: NIOAsyncChannelOutboundWriter<ByteBuffer>

        func write(_ text: String) async throws { try await outgoing.write(ByteBuffer(string: text)) }

        /// The next bytes; nil at the end. A connection that breaks off ends here too.
        mutating func read() async -> [UInt8]? {
            guard let bytes = try? await incoming.next() else { return nil }
            return Array(bytes.readableBytesView)
        }

        /// Everything until the other side ends it.
        mutating func rest() async -> [UInt8] {
            var all: [UInt8] = []
            while let bytes = await read() { all += bytes }
            return all
        }
    }

    init(port: Int) async throws {
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.socketOption(.so_rcvbuf), value: 65_536)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(
                            backPressureStrategy: .init(lowWatermark: 1, highWatermark: 2)))
                }
            }
    }

    /// Closed when `body` returns, whatever is on its way.
    func open<Result: Sendable>(_ body: (inout Line) async throws -> Result) async throws -> Result {
        try await channel.executeThenClose { incoming, outgoing in
            var line = Line(incoming: incoming.makeAsyncIterator(), outgoing: outgoing)
            return try await body(&line)
        }
    }
}
