import Actions
import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite("Transfers that end early")
struct BrokenTransferTests {
    private static let bytes = [UInt8](repeating: 0x5A, count: 12 << 20)

    private static func request(_ token: String) -> String {
        "GET /f/\(token)/download HTTP/1.1\r\nHost: localhost\r\n\r\n"
    }

    @Test("N-08, UD-10: a visitor who goes away aborts the download; what is missing, fetched later, completes it")
    func goesAway() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(Self.bytes, verification: false)
        try await site.visit(.live) { browser in
            let port = try #require(browser.client.port)
            let connection = try await RawConnection(port: port)
            let received = try await connection.open { line in
                try await line.write(Self.request(file.token))
                var received = 0
                while received < 1 << 20, let bytes = await line.read() { received += bytes.count }
                return received
            }
            #expect(received < Self.bytes.count)
            try await site.expectDownloads(of: file, [.downloadStarted, .downloadAborted])
            for start in [0, 6 << 20] {
                let range = "bytes=\(start)-\(start + (6 << 20) - 1)"
                let answer = try await browser.get("/f/\(file.token)/download", [.range: range])
                #expect(answer.body.readableBytes == 6 << 20)
            }
            try await site.expectDownloads(of: file, [.downloadStarted, .downloadAborted, .downloadCompleted])
        }
    }

    @Test("LT-07: a running download is cut within five seconds of the revocation, without a clean end")
    func revoked() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(Self.bytes, verification: false)
        try await site.visit(.live) { browser in
            let port = try #require(browser.client.port)
            let connection = try await RawConnection(port: port)
            let (received, taken) = try await connection.open { line in
                try await line.write(Self.request(file.token))
                var received = await line.read()?.count ?? 0
                _ = try await site.test.installation.revokeLinks(.send(file.send), by: file.viewer)
                let begin = ContinuousClock.now
                try await site.expectDownloads(of: file, [.downloadStarted, .downloadAborted])
                let taken = ContinuousClock.now - begin
                received += await line.rest().count
                return (received, taken)
            }
            #expect(received < Self.bytes.count && taken < .seconds(5))
        }
    }

    @Test("RL-01: a visitor who takes nothing for too long is cut off")
    func stalled() async throws {
        let site = try await TestSite(
            pace: TransferPace(pause: .milliseconds(50), longestStall: .milliseconds(500), signOfLife: .seconds(30)))
        let file = try await site.test.sentFile(Self.bytes, verification: false)
        try await site.visit(.live) { browser in
            let connection = try await RawConnection(port: try #require(browser.client.port))
            try await connection.open { line in
                try await line.write(Self.request(file.token))
                _ = await line.read()
                try await site.expectDownloads(of: file, [.downloadStarted, .downloadAborted])
            }
        }
    }

    @Test("UD-09: a damaged file breaks off before the first wrong byte, and the log says so")
    func damaged() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(Self.bytes, verification: false)
        let stored = try #require(largestFile(in: site.test.folder.path))
        let handle = try #require(FileHandle(forUpdatingAtPath: stored))
        try handle.seek(toOffset: 8 << 20)
        try handle.write(contentsOf: [0, 1, 2, 3])
        try handle.close()
        try await site.visit(.live) { browser in
            let connection = try await RawConnection(port: try #require(browser.client.port))
            let answer = try await connection.open { line in
                try await line.write(Self.request(file.token))
                return await line.rest()
            }
            let text = String(decoding: answer.prefix(2000), as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n") && text.contains("\(Self.bytes.count)"))
            #expect(answer.count > 1 << 20 && answer.count <= 8 << 20)
            #expect(answer.suffix(1 << 20).allSatisfy { $0 == 0x5A })
            try await site.expectDownloads(of: file, [.downloadStarted, .downloadAborted])
            #expect(site.log.lines.contains { $0.contains("integrity failure") })
        }
    }

    @Test(
        "UD-02: requests that are framed in two ways, or not at all, are refused and the connection ends",
        arguments: [
            "POST /f/x/answer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /f/x/answer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "POST /f/x/answer HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            "POST /f/x/answer HTTP/1.1\r\nHost: localhost\r\nContent-Length: +1\r\n\r\na",
            "POST /f/x/answer HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
            "GET /help HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
            "GET /help HTTP/1.1\r\nHost: localhost\r\nX: a\u{0}\r\n\r\n",
            "GET /help HTTP/9.9\r\n\r\n", "\u{1}\u{2}\r\n\r\n",
        ])
    func framing(text: String) async throws {
        let site = try await TestSite()
        try await site.visit(.live) { browser in
            let connection = try await RawConnection(port: try #require(browser.client.port))
            let answer = try await connection.open { line in
                try await line.write(text)
                return String(decoding: await line.rest(), as: UTF8.self)
            }
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
        }
    }

    @Test("RL-06: headers of more than 16 KiB, or more than a hundred, are refused")
    func headers() async throws {
        let site = try await TestSite()
        try await site.visit(.live) { browser in
            for headers in [
                "X: " + String(repeating: "a", count: 17_000) + "\r\n", String(repeating: "X: a\r\n", count: 120),
            ] {
                let connection = try await RawConnection(port: try #require(browser.client.port))
                let answer = try await connection.open { line in
                    try await line.write("GET /help HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n")
                    return String(decoding: await line.rest(), as: UTF8.self)
                }
                #expect(answer.hasPrefix("HTTP/1.1 431 "), "\(answer.prefix(100))")
            }
        }
    }

    private func largestFile(in folder: String) -> String? {
        let paths = FileManager.default.subpaths(atPath: folder)?.map { folder + "/" + $0 } ?? []
        return paths.max { size($0) < size($1) }
    }

    private func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
}
