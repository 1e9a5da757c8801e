import NIOCore

/// Holds a connection to its pace: stands nearest to the socket and sees every byte, in and out.
///
/// One timer for the life of the connection: it is set anew only where something is due earlier, so that a request that
/// comes whole costs none.
final class ConnectionWatch: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let connections: OpenConnections
    private let patience: ConnectionPatience
    private var pace: ConnectionPace
    private var place: OpenConnections.Place?
    private var context: ChannelHandlerContext?
    private var timer: (due: NIODeadline, task: Scheduled<Void>)?
    private var sawPart = false
    /// Clients and proxies send one request at a time.
    private static let mostUnanswered = 4
    private var hasGivenUp = false
    private var isLingering = false
    /// How far the answers of this connection have come.
    let arrivals = ArrivalCount()

    init(_ connections: OpenConnections, patience: ConnectionPatience, now: NIODeadline) {
        self.connections = connections
        self.patience = patience
        pace = ConnectionPace(patience, now: now)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { enter(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.task.cancel()
        timer = nil
        place?.leave()
        arrivals.signal()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        enter(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        place?.leave()
        arrivals.signal()
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        let now = context.eventLoop.now
        pace.waits(now: now)
        wake(context, at: pace.due(now: now))
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = context.eventLoop.now
        pace.came(unwrapInboundIn(data).readableBytes, now: now)
        sawPart = false
        context.fireChannelRead(data)
        if !sawPart { pace.headerGoesOn(now: now) }
        arrivals.signal()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        settle(context, now: context.eventLoop.now)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let count = unwrapOutboundIn(data).readableBytes
        pace.wrote(count)
        arrivals.wrote(count)
        context.write(data, promise: promise)
    }

    func flush(context: ChannelHandlerContext) {
        arrivals.lookIfFollowed(at: context.channel)
        context.flush()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        arrivals.lookIfFollowed(at: context.channel)
        context.fireChannelWritabilityChanged()
    }

    /// The header of a request is complete. False where the sender asks for more though it does not take what it asked for
    /// before: answers are not made to wait in memory (RL-03).
    func headerCame() -> Bool {
        sawPart = true
        pace.headerCame()
        return pace.unanswered <= Self.mostUnanswered && context?.channel.isWritable == true
    }

    /// Content of a request, or its end.
    func contentCame(isLast: Bool) {
        sawPart = true
        if isLast { pace.contentEnded() }
    }

    /// The last byte of an answer was written.
    func answered() {
        guard let context else { return }
        pace.answered(now: context.eventLoop.now)
        place?.idle(since: pace.idleSince)
    }

    /// The last answer was given, and content that nobody reads may still come.
    func lingers() {
        guard let context, !hasGivenUp else { return }
        let now = context.eventLoop.now
        (hasGivenUp, isLingering) = (true, true)
        pace.lingers(now: now)
        settle(context, now: now)
    }

    /// A read that fails, or an end of what the other end sends, is the last moment to see how far it got.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        arrivals.look(at: context.channel)
        context.fireErrorCaught(error)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            arrivals.look(at: context.channel)
            arrivals.signal()
        }
        context.fireUserInboundEventTriggered(event)
    }

    private func enter(_ context: ChannelHandlerContext) {
        guard place == nil else { return }
        guard let place = connections.enter(context.channel, since: context.eventLoop.now) else {
            context.close(promise: nil)
            return
        }
        self.place = place
        settle(context, now: context.eventLoop.now)
    }

    /// Tells the others whether this connection could give way, and looks again when it has to.
    private func settle(_ context: ChannelHandlerContext, now: NIODeadline) {
        place?.idle(since: pace.idleSince)
        wake(context, at: pace.due(now: now))
    }

    private func wake(_ context: ChannelHandlerContext, at due: NIODeadline) {
        if let timer {
            guard due < timer.due else { return }
            timer.task.cancel()
        }
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) { self.look() }
        timer = (due, task)
    }

    private func look() {
        timer = nil
        guard let context else { return }
        let now = context.eventLoop.now
        let buffered = try? context.channel.syncOptions?.getOption(ChannelOptions.bufferedWritableBytes)
        switch pace.verdict(buffered: buffered ?? 0, now: now) {
        case .good(let due): wake(context, at: due)
        case .over(let reason): end(for: reason, context, now: now)
        }
    }

    private func end(for reason: ConnectionPace.Reason, _ context: ChannelHandlerContext, now: NIODeadline) {
        guard !isLingering else { return context.close(promise: nil) }
        connections.note(reason)
        guard reason == .slowContent, !hasGivenUp else { return context.close(promise: nil) }
        hasGivenUp = true
        pace.giveUp(now: now)
        // Whoever reads the content answers 408 and ends the connection; if nobody does, the next look does.
        context.fireErrorCaught(SlowSender())
        wake(context, at: now + patience.farewell)
    }
}

/// The content of a request came too slowly.
struct SlowSender: Error {}
