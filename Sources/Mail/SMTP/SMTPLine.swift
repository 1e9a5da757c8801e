import Domain
import NIOCore
import NIOPosix
import NIOSSL

/// One line to the mail server, open for one mail after another.
struct SMTPLine: Sendable {
    /// What became of a mail on this line.
    struct Outcome: Sendable {
        let attempt: DeliveryAttempt
        /// Whether the server was told anything of this mail; if not, another line may be tried.
        let hasSpokenOfMail: Bool
        /// Whether the line can carry another mail.
        let isReusable: Bool
    }

    private let channel: any Channel

    /// Connects; greeting and sign-in happen when the first mail is carried.
    static func open(
        to address: SMTPServerAddress, settings: SMTPSettings, trust: SMTPTrust, deadlines: SMTPDeadlines
    ) async throws(LineFault) -> SMTPLine {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.milliseconds(deadlines.patience(at: .connect).wholeMilliseconds))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if settings.encryption == .implicit { try pipeline.addHandler(trust.handler()) }
                    try pipeline.addHandler(SMTPDriver(settings: settings, trust: trust, deadlines: deadlines))
                }
            }
        do {
            return SMTPLine(channel: try await bootstrap.connect(host: address.host, port: address.port).get())
        } catch {
            throw .unreachable
        }
    }

    var isOpen: Bool { channel.isActive }

    /// Carries one mail; callers hand over the next only after this returned. Cancelling closes the line.
    func carry(_ mail: OutgoingMail) async -> Outcome {
        let promise = channel.eventLoop.makePromise(of: Outcome.self)
        return await withTaskCancellationHandler {
            channel.writeAndFlush(SMTPDriver.Job(mail: mail, promise: promise)).whenFailure { _ in
                promise.succeed(Self.lost)
            }
            return await (try? promise.futureResult.get()) ?? Self.lost
        } onCancel: {
            channel.triggerUserOutboundEvent(SMTPDriver.Stop(), promise: nil)
        }
    }

    /// Says goodbye if the line is idle, and closes it.
    func close() { channel.triggerUserOutboundEvent(SMTPDriver.Stop(), promise: nil) }

    /// The channel was closed before the mail reached the driver.
    private static var lost: Outcome {
        Outcome(
            attempt: .delayed(.init(sentence: LineFault.dropped.sentence)), hasSpokenOfMail: false, isReusable: false)
    }
}
