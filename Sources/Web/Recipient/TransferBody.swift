import Actions
import Domain
import Hummingbird
import Logging
import NIOCore

/// The bytes of a file on their way out: no faster than they are taken, cut as soon as the link is withdrawn, and accounted for
/// whatever happens.
///
/// Cut means that the connection breaks off: never a clean end to half a file.
struct TransferBody: Sendable {
    private let transfer: any RunningTransfer
    private let end: TransferEnd
    private let channel: any Channel
    private let logger: Logger
    private let pace: TransferPace

    init(_ transfer: any RunningTransfer, over context: SiteContext, pace: TransferPace) {
        self.transfer = transfer
        end = TransferEnd(of: transfer)
        self.pace = pace
        channel = context.channel
        logger = context.logger
    }

    func write(to writer: inout any ResponseBodyWriter) async throws {
        // The end is written last: after it the framework may close the connection, and nobody would know what arrived.
        let handedOver = HandedOver(to: channel)
        do {
            if isOnePiece, handedOver.isReady {
                try await writeAtOnce(to: &writer, handedOver)
            } else {
                try await watched(handedOver) {
                    try await writePieces(to: &writer, handedOver)
                    try await handedOver.wait()
                    try await writer.finish(nil)
                }
            }
        } catch {
            note(error)
            _ = try? await handedOver.look()
            try await end.come(handedOver)
            throw error
        }
        try await end.come(handedOver)
    }

    private static let unwatched = Duration.milliseconds(100)

    /// One piece on a connection that is ready for it: what arrives at once needs no watching.
    private func writeAtOnce(to writer: inout any ResponseBodyWriter, _ handedOver: HandedOver) async throws {
        try await writePieces(to: &writer, handedOver)
        if try await !handedOver.arrives(within: Self.unwatched) {
            try await watched(handedOver) { try await handedOver.wait() }
        }
        try await writer.finish(nil)
    }

    private var isOnePiece: Bool {
        transfer.piece(from: transfer.range.lowerBound).upperBound == transfer.range.upperBound
    }

    private func writePieces(to writer: inout any ResponseBodyWriter, _ handedOver: HandedOver) async throws {
        var piece = transfer.piece(from: transfer.range.lowerBound)
        while !piece.isEmpty {
            let bytes = try await transfer.read(piece)
            handedOver.offer(Int64(piece.count))
            try await writer.write(ByteBuffer(bytes: bytes))
            handedOver.add(Int64(piece.count))
            piece = transfer.piece(from: piece.upperBound)
        }
    }

    private func watched(_ handedOver: HandedOver, _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await TransferWatch(transfer, handedOver, over: channel, pace: pace).run() }
            defer { group.cancelAll() }
            try await body()
        }
    }

    private func note(_ error: any Error) {
        switch WorldFault(error) {
        case .damaged:
            logger.critical("integrity failure: a stored file is not what was sealed; its transfer was broken off")
        case .full, .unavailable:
            logger.error("a transfer was broken off", metadata: ["fault": "\(WorldFault.words(for: error))"])
        case .other: break
        }
    }
}
