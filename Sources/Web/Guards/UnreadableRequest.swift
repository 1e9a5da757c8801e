import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Completes what the server answers by itself, before any of our code sees a request: the 400 of its HTTP parser gets a
/// sentence and the policies of every other answer (MH-02), and is 431 where the headers were too large (RFC 6585).
final class UnreadableRequest: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let policies: HTTPFields
    private var hasTooLargeHeaders = false

    init(policies: HTTPFields) { self.policies = policies }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .headerOverflow? = error as? HTTPParserError { hasTooLargeHeaders = true }
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(let head) = unwrapOutboundIn(data), Self.isBare(head) else {
            context.write(data, promise: promise)
            return
        }
        let sentence = hasTooLargeHeaders ? Self.tooLarge : Self.unreadable
        var fields = head.headerFields
        fields[.contentType] = "text/plain; charset=utf-8"
        fields[.contentLength] = "\(sentence.utf8.count)"
        fields.complete(with: policies)
        let answer = HTTPResponse(
            status: hasTooLargeHeaders ? .requestHeaderFieldsTooLarge : .badRequest, headerFields: fields)
        context.write(wrapOutboundOut(.head(answer)), promise: promise)
        context.write(wrapOutboundOut(.body(context.channel.allocator.buffer(string: sentence))), promise: nil)
    }

    /// Answers of ours have a policy; the parser's has nothing at all.
    private static func isBare(_ head: HTTPResponse) -> Bool {
        head.status == .badRequest && head.headerFields[.contentSecurityPolicy] == nil
    }

    private static let unreadable = "This request could not be read.\n"
    private static let tooLarge = "The headers of this request are too large.\n"
}
