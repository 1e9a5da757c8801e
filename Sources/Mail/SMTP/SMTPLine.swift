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

    /// Connects and carries the first mail; without one, only finds out whether mail could be carried. The mail is in the driver's hands before the server says its first word, so
    /// that whatever goes wrong is told as it was.
    static func open(
        to address: SMTPServerAddress, settings: SMTPSettings, trust: SMTPTrust, deadlines: SMTPDeadlines,
        carrying mail: OutgoingMail?
    ) async -> (line: SMTPLine?, outcome: Outcome) {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.milliseconds(deadlines.patience(at: .connect).wholeMilliseconds))
            // Nothing is read until the driver stands: of several addresses of a name, one connection is chosen first.
            .channelOption(.autoRead, value: false)
        let line: SMTPLine
        do {
            line = SMTPLine(channel: try await bootstrap.connect(host: address.host, port: address.port).get())
        } catch {
            return (nil, Self.outcome(.unreachable))
        }
        let job = SMTPDriver.Job(mail: mail, promise: line.channel.eventLoop.makePromise())
        do {
            try await line.channel.eventLoop.submit {
                let pipeline = line.channel.pipeline.syncOperations
                if settings.encryption == .implicit { try pipeline.addHandler(trust.handler()) }
                try pipeline.addHandler(
                    SMTPDriver(settings: settings, trust: trust, deadlines: deadlines, first: job))
            }.get()
            try await line.channel.setOption(.autoRead, value: true).get()
        } catch {
            line.channel.close(promise: nil)
            job.promise.succeed(Self.outcome(.dropped))
        }
        return (line, await line.outcome(of: job))
    }

    var isOpen: Bool { channel.isActive }

    /// Carries one more mail; callers hand over the next only after this returned. Cancelling closes the line.
    func carry(_ mail: OutgoingMail) async -> Outcome {
        let job = SMTPDriver.Job(mail: mail, promise: channel.eventLoop.makePromise())
        channel.writeAndFlush(job).whenFailure { _ in job.promise.succeed(Self.outcome(.dropped)) }
        return await outcome(of: job)
    }

    /// Says goodbye if the line is idle, and closes it.
    func close() { channel.triggerUserOutboundEvent(SMTPDriver.Stop(), promise: nil) }

    private func outcome(of job: SMTPDriver.Job) async -> Outcome {
        await withTaskCancellationHandler {
            await (try? job.promise.futureResult.get()) ?? Self.outcome(.dropped)
        } onCancel: {
            close()
        }
    }

    private static func outcome(_ fault: LineFault) -> Outcome {
        Outcome(attempt: .delayed(.init(sentence: fault.sentence)), hasSpokenOfMail: false, isReusable: false)
    }
}
