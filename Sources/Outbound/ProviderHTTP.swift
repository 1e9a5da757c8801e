import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Asks a sign-in service: an answer is short and soon there, and nobody is followed elsewhere. Its connections close when the
/// last reference goes.
final class ProviderHTTP: Sendable {
    struct Answer: Sendable {
        let status: UInt
        let body: [UInt8]
    }

    private static let largestAnswer = 262_144
    private static let patience = TimeAmount.seconds(10)

    private let client: HTTPClient

    init() {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(5), read: .seconds(5), write: .seconds(5)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }

    deinit { client.shutdown { _ in } }

    /// What stands at this address; throws for everything but a whole 200.
    func get(_ url: String) async throws(OpenIDFault) -> [UInt8] {
        let answer = try await ask(HTTPClientRequest(url: url))
        guard answer.status == 200 else { throw .unreachable }
        return answer.body
    }

    /// Sends a form, with name and secret of the client where they are given.
    func post(
        _ url: String, _ fields: [(String, String)], credentials: (name: String, secret: String)?
    ) async throws(OpenIDFault) -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        if let credentials {
            let pair = "\(FormCoding.encoded(credentials.name)):\(FormCoding.encoded(credentials.secret))"
            request.headers.add(name: "Authorization", value: "Basic \(Data(pair.utf8).base64EncodedString())")
        }
        request.body = .bytes(ByteBuffer(string: FormCoding.text(fields)))
        return try await ask(request)
    }

    private func ask(_ request: HTTPClientRequest) async throws(OpenIDFault) -> Answer {
        var request = request
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "User-Agent", value: "CaseCourier")
        do {
            let response = try await client.execute(request, timeout: Self.patience)
            let body = try await response.body.collect(upTo: Self.largestAnswer)
            return Answer(status: response.status.code, body: Array(body.readableBytesView))
        } catch {
            throw .unreachable
        }
    }
}
