import HummingbirdTesting
import Testing

@testable import Web

/// What no page of ours ever sees.
enum UnreadableSample: String, CaseIterable, Sendable {
    case zero = "a zero character"
    case length = "a negative length"
    case noise = "no HTTP at all"
    case longField = "a header of 17,000 bytes"
    case manyFields = "120 headers"

    var text: String {
        let head = "GET /help HTTP/1.1\r\nHost: localhost\r\n"
        return switch self {
        case .zero: head + "X: a\u{0}\r\n\r\n"
        case .length: "POST /f/x/answer HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n"
        case .noise: "\u{1}\u{2}\r\n\r\n"
        case .longField: head + "X: " + String(repeating: "a", count: 17_000) + "\r\n\r\n"
        case .manyFields: head + String(repeating: "X: a\r\n", count: 120) + "\r\n"
        }
    }

    var status: String {
        switch self {
        case .zero, .length, .noise: "400 Bad Request"
        case .longField, .manyFields: "431 Request Header Fields Too Large"
        }
    }
}

@Suite("Requests that the parser refuses")
struct UnreadableRequestTests {
    @Test(
        "MH-02, UD-02: what never reaches a page of ours is answered with a sentence and the same policies",
        arguments: UnreadableSample.allCases)
    func unreadable(sample: UnreadableSample) async throws {
        try await TestSite(production: true).visit(.live) { browser in
            let connection = try await RawConnection(port: try #require(browser.client.port))
            let answer = try await connection.open { line in
                try await line.write(sample.text)
                return String(decoding: await line.rest(), as: UTF8.self)
            }
            #expect(answer.hasPrefix("HTTP/1.1 \(sample.status)\r\n"), "\(answer.prefix(60))")
            let fields = answer.lowercased()
            for field in [
                "content-security-policy: default-src 'none'; script-src 'self'", "x-content-type-options: nosniff",
                "cache-control: no-store", "strict-transport-security: max-age=31536000; includesubdomains",
                "cross-origin-opener-policy: same-origin", "referrer-policy: no-referrer", "connection: close",
                "content-type: text/plain; charset=utf-8",
            ] {
                #expect(fields.contains(field + "\r\n") || fields.contains(field + ";"), "\(field)")
            }
            let body = try #require(answer.split(separator: "\r\n\r\n", maxSplits: 1).last)
            #expect(fields.contains("content-length: \(body.utf8.count)\r\n") && body.hasSuffix(".\n"))
        }
    }
}
