import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization

@testable import Web

/// A browser with a cookie jar of its own, which sends forms as the pages have them.
final class Browser: Sendable {
    let client: any TestClientProtocol
    private let names: CookieNames
    private let jar = Mutex<[String: String]>([:])
    private let lastProof = Mutex<String?>(nil)

    init(_ client: any TestClientProtocol, _ names: CookieNames) {
        self.client = client
        self.names = names
    }

    /// Another browser at the same server.
    func another() -> Browser { Browser(client, names) }

    /// The hidden field of the last page that had a form.
    var proof: String? { lastProof.withLock { $0 } }

    func cookie(_ kind: CookieNames.Kind) -> String? { jar.withLock { $0[names.name(kind)] } }

    func set(_ kind: CookieNames.Kind, _ value: String?) { jar.withLock { $0[names.name(kind)] = value } }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: ByteBuffer? = nil
    ) async throws -> TestResponse {
        var headers = headers
        let cookies = jar.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        if !cookies.isEmpty { headers[.cookie] = cookies }
        let response = try await client.execute(uri: path, method: method, headers: headers, body: body)
        for cookie in response.headers[values: .setCookie] { keep(cookie) }
        if let token = response.formToken { lastProof.withLock { $0 = token } }
        return response
    }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await send(.get, path, headers)
    }

    func head(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await send(.head, path, headers)
    }

    /// Sends a form with the hidden field of the page that was last read.
    func post(
        _ path: String, _ fields: [(String, String)] = [], token: String?, headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        let all = fields + (token.map { [("_token", $0)] } ?? [])
        let body = all.map { "\(PercentCoding.encode($0.0))=\(PercentCoding.encode($0.1))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(.post, path, headers, body: ByteBuffer(string: body))
    }

    private func keep(_ cookie: String) {
        let parts = cookie.split(separator: ";")
        let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let isGone = parts.contains { $0.contains("Max-Age=0") }
        jar.withLock { $0[String(pair[0])] = isGone ? nil : String(pair[1]) }
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// The hidden field of the forms on this page.
    var formToken: String? { text.firstMatch(of: /name="_token" value="([^"]+)"/).map { String($0.1) } }

    var isDoor: Bool { status == .ok && text.contains("You have a secure file") }

    subscript(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}
