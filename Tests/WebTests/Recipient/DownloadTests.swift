import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite("Downloads")
struct DownloadTests {
    private static let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

    @Test("N-08, UD-04: a whole download has the right bytes and headers, and is started, then completed")
    func whole() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(Self.bytes)
        try await site.visit(.live) { browser in
            try await browser.verify(file.token, in: site.test)
            let answer = try await browser.get("/f/\(file.token)/download")
            #expect(answer.status == .ok && Array(answer.body.readableBytesView) == Self.bytes)
            #expect(answer.headers[.contentLength] == "200000" && answer["Accept-Ranges"] == "bytes")
            #expect(answer.headers[.contentType] == "application/pdf")
            #expect(
                answer["Content-Disposition"] == "attachment; filename=\"Evidence.pdf\"; filename*=UTF-8''Evidence.pdf")
            #expect(answer["Content-Security-Policy"] == "sandbox; default-src 'none'")
            #expect(answer["X-Content-Type-Options"] == "nosniff" && answer["Cache-Control"] == "no-store")
            #expect(answer["Cross-Origin-Resource-Policy"] == "same-origin")
            #expect(answer.headers[.eTag]?.wholeMatch(of: /"[0-9a-f]{64}"/) != nil)
            try await site.expectDownloads(of: file, [.downloadStarted, .downloadCompleted])
            let page = try await browser.get("/f/" + file.token)
            #expect(page.text.contains("<dt>Downloaded</dt>"))
        }
    }

    @Test(
        "UD-05, OS-39: one range is 206, what lies outside 416, anything else the whole file",
        arguments: [
            ("bytes=0-0", 206, "bytes 0-0/200000"), ("bytes=199999-", 206, "bytes 199999-199999/200000"),
            ("bytes=-3", 206, "bytes 199997-199999/200000"), ("bytes=-999999", 206, "bytes 0-199999/200000"),
            ("bytes=65000-131071", 206, "bytes 65000-131071/200000"),
            ("bytes=100-999999", 206, "bytes 100-199999/200000"),
            ("bytes=-0", 416, "bytes */200000"), ("bytes=5-2", 416, "bytes */200000"),
            ("bytes=200000-", 416, "bytes */200000"), ("bytes=9223372036854775808-", 416, "bytes */200000"),
            ("bytes=0-1,3-4", 200, nil), ("bytes=a-b", 200, nil), ("items=0-1", 200, nil), ("bytes=", 200, nil),
        ] as [(String, Int, String?)])
    func ranges(range: String, status: Int, contentRange: String?) async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(Self.bytes, verification: false)
        try await site.visit(.live) { browser in
            let answer = try await browser.get("/f/\(file.token)/download", [.range: range])
            #expect(answer.status.code == status && answer.headers[.contentRange] == contentRange)
            guard status != 416 else {
                #expect(answer.text.contains("<h1>") && answer["Accept-Ranges"] == "bytes")
                #expect(try await site.downloads(file).isEmpty)
                return
            }
            let bounds = contentRange?.firstMatch(of: /(\d+)-(\d+)/).flatMap { match in
                Int(match.1).flatMap { low in Int(match.2).map { low...$0 } }
            }
            #expect(Array(answer.body.readableBytesView) == Array(Self.bytes[bounds ?? 0...199_999]))
        }
    }

    @Test("UD-05: a range counts only for what the tag names; a browser that has the file is told so")
    func conditions() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(Self.bytes, verification: false)
        try await site.visit(.live) { browser in
            let path = "/f/\(file.token)/download"
            let tag = try #require(try await browser.head(path).headers[.eTag])
            let part: HTTPFields = [.range: "bytes=0-9"]
            for (condition, status) in [
                (tag, 206), ("W/" + tag, 200), ("\"stale\"", 200), ("Mon, 23 Nov 2026 12:00:00 GMT", 200),
            ] {
                let answer = try await browser.get(path, part + [.ifRange: condition])
                #expect(answer.status.code == status, "\(condition)")
            }
            for condition in [tag, "W/" + tag, "*", "\"x\", " + tag] {
                let answer = try await browser.get(path, [.ifNoneMatch: condition])
                #expect(answer.status == .notModified && answer.body.readableBytes == 0 && answer.headers[.eTag] == tag)
            }
            let other = try await browser.get(path, [.ifNoneMatch: "\"x\""])
            #expect(other.status == .ok)
        }
    }

    @Test("N-09, UD-05: HEAD has the headers of GET and is no download, nor are 304 and 416")
    func head() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(Self.bytes, verification: false)
        try await site.visit(.live) { browser in
            let path = "/f/\(file.token)/download"
            let head = try await browser.head(path, [.range: "bytes=0-1"])
            _ = try await browser.get(path, [.ifNoneMatch: "*"])
            _ = try await browser.get(path, [.range: "bytes=999999-"])
            #expect(try await site.downloads(file).isEmpty)
            let get = try await browser.get(path)
            #expect(head.status == get.status && head.body.readableBytes == 0)
            #expect(head.headers.filter { $0.name != .date } == get.headers.filter { $0.name != .date })
        }
    }

    @Test("N-06, N-07: fetched in ranges, in any order and twice, a file is started once and completed once")
    func coverage() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(Self.bytes)
        try await site.visit(.live) { browser in
            try await browser.verify(file.token, in: site.test)
            let path = "/f/\(file.token)/download"
            var whole = [UInt8](repeating: 0, count: Self.bytes.count)
            let starts = stride(from: 0, to: whole.count, by: 23_456).reversed()
            for start in starts + [0, 70_000] {
                let end = min(start + 23_455, whole.count - 1)
                let answer = try await browser.get(path, [.range: "bytes=\(start)-\(end)"])
                whole.replaceSubrange(start...end, with: Array(answer.body.readableBytesView))
            }
            #expect(whole == Self.bytes)
            try await site.expectDownloads(of: file, [.downloadStarted, .downloadCompleted])
        }
    }

    @Test("N-07: asking for the whole file as a range counts like asking for it")
    func rangeOfAll() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(Self.bytes, verification: false)
        try await site.visit(.live) { browser in
            let answer = try await browser.get("/f/\(file.token)/download", [.range: "bytes=0-"])
            #expect(answer.status == .partialContent)
            try await site.expectDownloads(of: file, [.downloadStarted, .downloadCompleted])
        }
    }

    @Test("An empty file is a file: it comes, and is completed")
    func empty() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile([], verification: false)
        try await site.visit(.live) { browser in
            let answer = try await browser.get("/f/\(file.token)/download")
            #expect(answer.status == .ok && answer.body.readableBytes == 0)
            try await site.expectDownloads(of: file, [.downloadStarted, .downloadCompleted])
            let range = try await browser.get("/f/\(file.token)/download", [.range: "bytes=0-"])
            #expect(range.status.code == 416)
        }
    }

    @Test(
        "TR-20, LT-07: after expiry and after revocation there are no bytes, also on a connection that is open already")
    func refused() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(Self.bytes, verification: false)
        let path = "/f/\(file.token)/download"
        try await site.visit(.live) { browser in
            let before = try await browser.get(path, [.range: "bytes=0-9"])
            #expect(before.status == .partialContent)
            site.test.world.pass(.days(7))
            let resumed = try await browser.get(path, [.range: "bytes=10-"])
            #expect(resumed.status == .gone && resumed.text.contains("renewals"))
            #expect(try await browser.head(path).status == .gone)
        }
    }

    @Test("TR-31: a signed-in person whose rights cover the case is not asked to verify")
    func staff() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        let cookie = try await site.test.signIn(file.viewer)
        try await site.visit(.live) { browser in
            let door = try await browser.get("/f/" + file.token)
            #expect(door.isDoor)
            browser.set(.staff, cookie)
            let page = try await browser.get("/f/" + file.token)
            #expect(page.text.contains("Evidence.pdf") && !page.text.contains("/session.js"))
            let bytes = try await browser.get("/f/\(file.token)/download")
            #expect(bytes.text == "The evidence.")
            let tracked = try #require(try await site.test.installation.showSend(file.send, to: file.viewer))
            #expect(tracked.deliveries[0].status == .sent && tracked.deliveries[0].files[0].state == .none)
        }
    }
}
