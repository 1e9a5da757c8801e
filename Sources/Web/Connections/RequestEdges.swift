import NIOCore
import NIOHTTP1

/// Tells the watch of a connection where requests and answers begin and end, as the HTTP decoder found it, and ends the connection
/// after the answer that says it is the last (RL-01).
///
/// So does the answer to a request that offers another protocol: the offer is not taken up (RL-06), but the decoder has stopped at
/// it, so nothing that follows would ever be read.
final class RequestEdges: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let watch: ConnectionWatch
    private var isOffered = false
    private var isLast = false
    /// Content of the present request may still come.
    private var contentIsOpen = false
    /// The last answer was given; what comes is read and dropped.
    private var isLingering = false

    init(_ watch: ConnectionWatch) { self.watch = watch }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            guard !isLingering else { return }
            contentIsOpen = true
            isOffered = isOffered || head.headers.contains(name: "upgrade")
            guard watch.headerCame() else { return context.close(promise: nil) }
            return context.fireChannelRead(wrapInboundOut(.head(head.withoutAuthorityInTarget())))
        case .body:
            guard !isLingering else { return }
            watch.contentCame(isLast: false)
        case .end:
            contentIsOpen = false
            guard !isLingering else { return context.close(promise: nil) }
            watch.contentCame(isLast: true)
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        if isLingering { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if isLingering, case .inputClosed? = event as? ChannelEvent { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if isOffered { head.headers.replaceOrAdd(name: "connection", value: "close") }
            isLast = head.headers[canonicalForm: "connection"].contains("close")
            context.write(wrapOutboundOut(.head(head)), promise: promise)
            watch.arrivals.bodyBegins()
        case .body: context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            watch.arrivals.bodyEnded()
            watch.answered()
            if isLast { takeLeave(context) }
        }
    }

    /// Says that nothing more will come. Content that is still on its way is read for a while: to close before would reset the
    /// connection, and the sender would lose the answer that says why.
    private func takeLeave(_ context: ChannelHandlerContext) {
        context.flush()
        context.close(mode: .output, promise: nil)
        guard contentIsOpen, !isOffered else { return context.close(mode: .input, promise: nil) }
        isLingering = true
        watch.lingers()
        context.read()
    }
}
