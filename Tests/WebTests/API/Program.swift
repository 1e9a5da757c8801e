import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

/// A program that asks the interface with the token of a member of staff.
struct Program: Sendable {
    let browser: Browser
    let token: String?

    init(_ browser: Browser, token: String?) {
        self.browser = browser
        self.token = token
    }

    /// One that acts for whoever signs in with this address.
    init(_ site: TestSite, _ browser: Browser, for email: String = "sam@firm.example") async throws {
        self.browser = browser
        token = try await site.test.token(for: email)
    }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await send(.get, path, headers: headers)
    }

    /// `body` is JSON.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        return try await send(method, path, headers, bytes: body.map { Array($0.utf8) })
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, bytes: [UInt8]?
    ) async throws -> TestResponse {
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        return try await browser.client.execute(
            uri: path.hasPrefix("/api/") ? path : "/api/v1" + path, method: method, headers: headers,
            body: bytes.map { ByteBuffer(bytes: $0) })
    }

    /// Sends JSON that has to make something, and gives what was made.
    func make(_ path: String, _ body: String, key: String? = nil) async throws -> JSON {
        let headers: HTTPFields = key.map { [.idempotencyKey: $0] } ?? [:]
        let answer = try await send(.post, path, body, headers: headers)
        try #require(answer.status == .created, "\(path): \(answer.text)")
        return try answer.json
    }
}

extension TestInstallation {
    /// A token that acts for whoever signs in with this address.
    func token(for email: String, days: Int64 = 365) async throws -> String {
        let issued = try await installation.issueToken(
            for: try EmailAddress(reading: email), name: "Case system", lifetime: try TokenLifetime(reading: days))
        guard case .issued(let token) = issued else { throw NoToken() }
        return token
    }

    /// Nobody signs in with this address.
    struct NoToken: Error {}
}

extension TestResponse {
    var json: JSON { get throws { try JSONReader.read(Array(body.readableBytesView)) } }

    /// Whether it is a problem as RFC 9457 wants it, with this status.
    func isProblem(_ status: Int) -> Bool {
        guard let json = try? json else { return false }
        return self.status.code == status && headers[.contentType] == "application/problem+json"
            && ApiRefusal.shape.mistakes(in: json).isEmpty && json["status"] == JSON(status)
            && self["Cache-Control"] == "no-store" && self["X-Content-Type-Options"] == "nosniff"
    }

    /// The places that a problem names.
    var places: [String] {
        guard case .list(let errors)?? = try? json["errors"] else { return [] }
        return errors.map { error in
            error.optionalText("pointer") ?? error.optionalText("parameter") ?? error.optionalText("header") ?? "?"
        }
    }
}
