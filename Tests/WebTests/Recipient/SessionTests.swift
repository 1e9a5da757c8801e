import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite("Sessions and reports")
struct SessionTests {
    @Test("SE-04, N-22: End session ends it on the server and clears the browser; the old cookie opens nothing")
    func end() async throws {
        let site = try await TestSite(production: true)
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            try await browser.verify(file.token, in: site.test)
            let page = try await browser.get("/f/" + file.token)
            let old = browser.cookie(.visitor)
            let ended = try await browser.post("/session/deletion", token: page.formToken)
            #expect(ended.status == .ok && ended.text.contains("Session ended in this browser"))
            #expect(
                ended["Clear-Site-Data"] == #""cache", "cookies", "storage""# && ended["Cache-Control"] == "no-store")
            #expect(!ended.text.contains("Evidence") && browser.cookie(.visitor) == nil)
            browser.set(.visitor, old)
            #expect(try await browser.get("/f/" + file.token).isDoor)
        }
    }

    @Test("SE-03, TR-28: an open page keeps the session alive by its heartbeat; without one it ends after half an hour")
    func heartbeat() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            try await browser.verify(file.token, in: site.test)
            let proof = try #require(try await browser.get("/f/" + file.token).formToken)
            let header: HTTPFields = [.formToken: proof]
            for _ in 0..<3 {
                site.test.world.pass(.minutes(20))
                #expect(try await browser.send(.post, "/session/heartbeat", header).status == .noContent)
            }
            #expect(try await browser.send(.post, "/session/heartbeat").status == .forbidden)
            site.test.world.pass(.minutes(30))
            let late = try await browser.send(.post, "/session/heartbeat", header)
            #expect(late.status == .unauthorized && late.body.readableBytes == 0)
            #expect(try await browser.get("/f/" + file.token).isDoor)
        }
    }

    @Test("TR-28, TR-29: a window that was closed ends the session; coming back needs a fresh code")
    func closing() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            try await browser.verify(file.token, in: site.test)
            let proof = try await browser.get("/f/" + file.token).formToken
            #expect(try await browser.post("/session/closing", token: proof).status == .noContent)
            site.test.world.pass(.seconds(91))
            #expect(try await browser.get("/f/" + file.token).isDoor)
            try await browser.verify(file.token, in: site.test)
            #expect(try await browser.get("/f/" + file.token).text.contains("Evidence.pdf"))
        }
    }

    @Test("A report of a wrong recipient without a grant only tells staff; with one it also stops mail to the address")
    func misdelivery() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let question = try await browser.get("/f/\(file.token)/misdelivery")
            #expect(question.status == .ok && !question.text.contains("No further mail"))
            let told = try await browser.post("/f/\(file.token)/misdelivery", token: question.formToken)
            #expect(told.status == .ok && told.text.contains("The sender has been told"))
            #expect(try await site.events(file).last?.kind == .misdeliveryReported)
            _ = await site.test.deliverMail()
            try await browser.verify(file.token, in: site.test)
            let again = try await browser.get("/f/\(file.token)/misdelivery")
            #expect(again.text.contains("No further mail about this matter") && again.text.contains("/session.js"))
            _ = try await browser.post("/f/\(file.token)/misdelivery", token: again.formToken)
            let history = try await site.events(file).filter { $0.kind == .misdeliveryReported }
            #expect(history.count == 2)
        }
    }

    @Test("LT-12: no log line of a whole visit, at any level, holds a token, code, cookie, address or file name")
    func logs() async throws {
        let site = try await TestSite(proxies: ["127.0.0.1"])
        let file = try await site.test.sentFile()
        let secrets = try await site.visit(.live) { browser in
            let hop: HTTPFields = [.xForwardedFor: "203.0.113.77", .referer: "http://localhost:8080/f/" + file.token]
            _ = try await browser.ask(file.token)
            let code = try #require(await site.test.deliverMail().first?.code)
            _ = try await browser.enter("00000000", file.token)
            _ = try await browser.enter(code, file.token)
            for path in ["", "/download", "/misdelivery", "?x=" + file.token, "/nowhere/" + file.token] {
                _ = try await browser.get("/f/" + file.token + path, hop)
            }
            _ = try await browser.get("http://evil.example/f/" + file.token)
            return [
                file.token, String(file.token.suffix(43)), code, "\(code.prefix(4)) \(code.suffix(4))",
                browser.cookie(.visitor) ?? "?", browser.cookie(.form) ?? "?", browser.proof ?? "?",
                "ana@client.example", "203.0.113.77", "Evidence.pdf",
            ]
        }
        let log = site.log.lines.joined(separator: "\n")
        for secret in secrets { #expect(!log.contains(secret), "\(secret)") }
        #expect(log.contains("/f/{token}/download") && log.contains("/f/{token}/answer"))
    }
}

extension HTTPField.Name {
    static var formToken: HTTPField.Name { HTTPField.Name("X-Form-Token")! }
    static var referer: HTTPField.Name { HTTPField.Name("Referer")! }
}
