import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite("Content that nobody reads")
struct UnreadContentTests {
    @Test(
        "RL-01: a connection ends with the answer to a request whose content nobody reads", .timeLimit(.minutes(1)),
        arguments: [
            "GET /help HTTP/1.1\r\nContent-Length: 1000000000\r\n", "POST /nobodys HTTP/1.1\r\nContent-Length: 9\r\n",
            "POST /help HTTP/1.1\r\nTransfer-Encoding: chunked\r\n",
        ])
    func ends(_ head: String) async throws {
        let site = try await TestSite()
        try await site.visit(.live) { browser in
            let connection = try await RawConnection(port: try #require(browser.client.port))
            let begin = ContinuousClock.now
            let answer = try await connection.open { line in
                try await line.write(head + "Host: localhost\r\n\r\n")
                return await line.rest()
            }
            #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 "))
            #expect(String(decoding: answer, as: UTF8.self).lowercased().contains("connection: close\r\n"))
            #expect(ContinuousClock.now - begin < .seconds(20))
        }
    }

    @Test("A connection lives on after a form that was read, and after requests without content")
    func livesOn() async throws {
        let site = try await TestSite()
        try await site.visit(.live) { browser in
            let connection = try await RawConnection(port: try #require(browser.client.port))
            let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b"
            let answer = try await connection.open { line in
                try await line.write("POST /session/heartbeat HTTP/1.1\r\nHost: localhost\r\n\(form)")
                try await line.write("GET /help HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                try await line.write("GET /help HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                return String(decoding: await line.rest(), as: UTF8.self)
            }
            #expect(
                answer.matches(of: /HTTP\/1\.1 \d+/).map { String($0.0) }.map { $0.suffix(3) } == ["403", "200", "200"])
        }
    }
}
