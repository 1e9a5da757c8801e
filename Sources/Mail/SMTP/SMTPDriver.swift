import Domain
import NIOCore
import NIOSSL
import NIOTLS

/// Drives one `SMTPConversation` over a socket: octets to replies, effects to writes, and a deadline at every stage.
///
/// Lives on its channel's event loop. A deadline runs from the command, not from the last octet, so a server that
/// trickles its reply gains nothing.
final class SMTPDriver: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Job
    typealias OutboundOut = ByteBuffer

    /// One mail and where to tell its fate; without a mail, a visit.
    struct Job: Sendable {
        let mail: OutgoingMail?
        let promise: EventLoopPromise<SMTPLine.Outcome>
    }

    /// End the conversation now.
    struct Stop: Sendable {}

    private var conversation: SMTPConversation
    private let trust: SMTPTrust
    private let deadlines: SMTPDeadlines
    private var decoder = SMTPReplyDecoder()
    private var job: Job?
    private var alarm: Scheduled<Void>?

    init(settings: SMTPSettings, trust: SMTPTrust, deadlines: SMTPDeadlines, first: Job) {
        conversation = SMTPConversation(settings: settings)
        self.trust = trust
        self.deadlines = deadlines
        job = first
        // Before the greeting there is nothing to say.
        if let mail = first.mail { _ = conversation.take(mail) } else { conversation.visit() }
    }

    /// Added to a channel that is connected already.
    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { return setAlarm(deadlines.greeting, context: context) }
        perform(conversation.broken(.dropped), context: context)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let next = unwrapOutboundIn(data)
        promise?.succeed()
        job = next
        if let mail = next.mail { perform(conversation.take(mail), context: context) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data).readableBytesView)
        do {
            while let reply = try decoder.next() {
                alarm?.cancel()
                perform(conversation.received(reply, hasSurplus: decoder.hasSurplus), context: context)
            }
        } catch {
            perform(conversation.broken(.nonsense), context: context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent {
            let secured = try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self)
            perform(conversation.secured(trust.description(of: secured?.tlsVersion)), context: context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is Stop else { return context.triggerUserOutboundEvent(event, promise: promise) }
        let farewell = conversation.takeLeave()
        perform(farewell.isEmpty ? conversation.broken(.stopped) : farewell, context: context)
        promise?.succeed()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isTLS = error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError
        let isDrop = (error as? NIOSSLError) == .uncleanShutdown
        perform(conversation.broken(isTLS && !isDrop ? .tlsFailed : .dropped), context: context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        perform(conversation.broken(.dropped), context: context)
        alarm?.cancel()
        context.fireChannelInactive()
    }

    private func perform(_ effects: [SMTPConversation.Effect], context: ChannelHandlerContext) {
        for effect in effects {
            switch effect {
            case .write(let octets, let stage): write(octets, stage, context: context)
            case .startTLS: startTLS(context: context)
            case .settle(let attempt): settle(attempt)
            case .close(let farewell): close(farewell, context: context)
            }
        }
        if conversation.isIdle { setAlarm(deadlines.idle, context: context) }
    }

    private func write(_ octets: [UInt8], _ stage: SMTPStage, context: ChannelHandlerContext) {
        setAlarm(deadlines.patience(at: stage), context: context)
        let written = context.eventLoop.makePromise(of: Void.self)
        if stage == .content {
            written.futureResult.assumeIsolated().whenSuccess { self.conversation.contentIsOut() }
        }
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: octets)), promise: written)
    }

    private func startTLS(context: ChannelHandlerContext) {
        setAlarm(deadlines.command, context: context)
        do {
            try context.pipeline.syncOperations.addHandler(trust.handler(), position: .first)
        } catch {
            perform(conversation.broken(.tlsFailed), context: context)
        }
    }

    private func settle(_ attempt: DeliveryAttempt) {
        job?.promise.succeed(
            SMTPLine.Outcome(
                attempt: attempt, hasSpokenOfMail: conversation.hasSpokenOfMail, isReusable: conversation.isIdle))
        job = nil
    }

    private func close(_ farewell: [UInt8], context: ChannelHandlerContext) {
        alarm?.cancel()
        guard !farewell.isEmpty else { return context.close(promise: nil) }
        let buffer = context.channel.allocator.buffer(bytes: farewell)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(buffer)).whenComplete { _ in channel.close(promise: nil) }
        // A server that no longer reads cannot keep the line open.
        context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }

    private func setAlarm(_ patience: Duration, context: ChannelHandlerContext) {
        alarm?.cancel()
        let delay = TimeAmount.milliseconds(patience.wholeMilliseconds)
        alarm = context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
            let farewell = self.conversation.takeLeave()
            self.perform(farewell.isEmpty ? self.conversation.broken(.tooSlow) : farewell, context: context)
        }
    }
}
