import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Synchronization

@testable import Web

/// What came back, in one piece.
struct MatrixAnswer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String
    /// What was asked for is to be led to a link.
    var opensLink = false

    /// For the table: what the answer means for whoever asked.
    var word: String {
        switch status {
        case 200..<300: text.contains("<h1>You have a secure file</h1>") ? "door" : "allowed"
        case 303: redirection
        case 401: "401"
        case 403: text.contains("This form can no longer be sent") ? "form refused" : "not allowed"
        case 404: "unknown"
        case 409: "too late"
        case 410: "gone"
        case 422: unread
        case 429: "too soon"
        case 503: headers[.contentType] == "application/json" ? "told why" : "yes or no"
        default: "\(status)"
        }
    }

    /// Whether the request got what it asked for.
    var isAllowed: Bool { word == "allowed" }

    private var unread: String {
        if text.contains("Your session had ended.") { return "sign-in" }
        return text.contains(">Start again</a>") ? "start again" : "form again"
    }

    private var redirection: String {
        let target = headers[.location] ?? ""
        if target == "/sign-in" || target == "/portal/sign-in" || target.hasPrefix("/sign-in?next=") {
            return "sign-in"
        }
        if target == "/sign-in?told=sign-in-over" { return "sign-in" }
        let isLink = target.hasPrefix("/f/") && !target.dropFirst(3).contains("/")
        if isLink, !opensLink, !headers[values: .setCookie].contains(where: { $0.contains("visitor=") }) {
            return "to the link"
        }
        return target.hasSuffix("told=no-change") ? "too late" : "allowed"
    }

    /// Everything that a client can tell it by, without the proof in its forms.
    var looks: String {
        let fields = headers.map { "\($0.name): \($0.value)" }.sorted().joined(separator: "\n")
        return "\(status)\n\(fields)\n" + text.replacing(/name="_token" value="[^"]*"/, with: "")
    }
}

/// Asks the site's own router, middleware and all, without a socket.
struct MatrixClient: Sendable {
    private let respond: @Sendable (Request, SiteContext) async throws -> Response

    init(_ site: Site) {
        let responder = WebServer.router(site).buildResponder()
        respond = { try await responder.respond(to: $0, context: $1) }
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: ByteBuffer, isLocal: Bool = false
    ) async throws -> MatrixAnswer {
        var headers = headers
        if body.readableBytes > 0 { headers[.contentLength] = "\(body.readableBytes)" }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers)
        let channel = NIOAsyncTestingChannel()
        if isLocal { channel.remoteAddress = try SocketAddress(ipAddress: "127.0.0.1", port: 1) }
        // An answer of 500 names its request, also where no server stands around it.
        var logger = Logger(label: "matrix") { _ in StreamLogHandler.standardError(label: "matrix") }
        logger.logLevel = .critical
        logger[metadataKey: "hb.request.id"] = "of-the-matrix"
        let context = SiteContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
        let response = try await respond(Request(head: head, body: RequestBody(buffer: body)), context)
        let kept = KeptBody()
        // A stream of events has no end; its head says all there is to say about rights.
        if response.headers[.contentType]?.hasPrefix("text/event-stream") != true {
            try await response.body.write(kept)
        }
        return MatrixAnswer(
            status: response.status.code, headers: response.headers, text: kept.text,
            opensLink: path.hasPrefix("/portal/notifications/"))
    }
}

/// What was written, kept.
private final class KeptBody: ResponseBodyWriter, Sendable {
    private let bytes = Mutex<[UInt8]>([])

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0 += buffer.readableBytesView } }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
