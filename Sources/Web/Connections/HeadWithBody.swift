import NIOCore
import NIOHTTP1

/// Sends the head of an answer together with the first bytes of its body, where these follow in the same turn of the event
/// loop: one packet and one call of the system instead of two.
final class HeadWithBody: ChannelOutboundHandler {
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var headWaits = false

    func handlerRemoved(context: ChannelHandlerContext) { headWaits = false }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        headWaits = if case .head = unwrapOutboundIn(data) { true } else { false }
        context.write(data, promise: promise)
    }

    func flush(context: ChannelHandlerContext) {
        guard headWaits else { return context.flush() }
        context.eventLoop.assumeIsolated().execute { [self] in
            guard headWaits else { return }
            headWaits = false
            context.flush()
        }
    }
}
