import NIOCore
import NIOHTTP1

/// Tells the watch of a connection where requests and answers begin and end, as the HTTP decoder found it.
///
/// Ends the connection after the answer to a request that offers another protocol: the offer is not taken up (RL-06), but the
/// decoder has stopped at it, so nothing that follows would ever be read.
final class RequestEdges: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let watch: ConnectionWatch
    private var isOffered = false

    init(_ watch: ConnectionWatch) { self.watch = watch }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            isOffered = isOffered || head.headers.contains(name: "upgrade")
            guard watch.headerCame() else { return context.close(promise: nil) }
            return context.fireChannelRead(wrapInboundOut(.head(head.withoutAuthorityInTarget())))
        case .body: watch.contentCame(isLast: false)
        case .end: watch.contentCame(isLast: true)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isOffered:
            head.headers.replaceOrAdd(name: "connection", value: "close")
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .head, .body: context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            watch.answered()
            guard isOffered else { return }
            context.flush()
            context.close(mode: .output, promise: nil)
            context.close(mode: .input, promise: nil)
        }
    }
}
