import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import Mail
import TestSupport
import Testing

@testable import Web

@Suite("The door")
struct DoorTests {
    @Test("TR-18, N-01: an open link shows its file and a button; opening it downloads nothing")
    func openDoor() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(verification: false)
        try await site.visit(.live) { browser in
            let door = try await browser.get("/f/" + file.token)
            #expect(door.status == .ok && door.text.contains("Evidence.pdf") && door.text.contains("PDF document"))
            #expect(door.text.contains("13 bytes") && door.text.contains("Monday 30 November 2026, 12:00 UTC"))
            #expect(door.text.contains("action=\"/f/\(file.token)/download\""))
            #expect(try await site.downloads(file).isEmpty)
            #expect(try await browser.get("/f/\(file.token)/download").text == "The evidence.")
        }
    }

    @Test("TR-24, LT-08, OS-15: a protected link asks for an address first, and hints at nothing but who to call")
    func protectedDoor() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let door = try await browser.get("/f/" + file.token)
            #expect(door.isDoor && door.text.contains("name=\"email\""))
            for hint in ["Evidence", "pdf", "13 bytes", "ana", "client.example", "2026-001", "Harbour matter", "Sam"] {
                #expect(!door.text.contains(hint), "\(hint)")
            }
            #expect(door.text.contains("+44 20 7946 0000, office@firm.example"))
        }
    }

    @Test("LT-08, N-19: without a grant every method and condition meets the same door, whatever lies behind")
    func nothingLeaks() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        let other = try await site.test.otherFile(for: file)
        try await site.visit { browser in
            _ = try await browser.get("/f/" + file.token)
            let conditions: [HTTPFields] = [
                [.range: "bytes=0-1"], [.ifNoneMatch: "*"], [.range: "bytes=99999-"], [.ifMatch: "\"x\""],
                [.ifModifiedSince: "Mon, 01 Jan 2001 00:00:00 GMT"],
            ]
            for part in ["", "/download", "/code", "/answer", "/challenge", "/misdelivery", "/renewals"] {
                for method in [HTTPRequest.Method.get, .head, .options, .put, .delete, .post, .patch] {
                    try await expectAlike(browser, method, part, [:], file.token, other)
                }
            }
            for headers in conditions {
                try await expectAlike(browser, .get, "/download", headers, file.token, other)
                try await expectAlike(browser, .head, "/download", headers, file.token, other)
            }
            #expect(try await site.downloads(file).isEmpty)
        }
    }

    private func expectAlike(
        _ browser: Browser, _ method: HTTPRequest.Method, _ part: String, _ headers: HTTPFields, _ token: String,
        _ other: String
    ) async throws {
        let one = try await browser.send(method, "/f/\(token)\(part)", headers)
        let two = try await browser.send(method, "/f/\(other)\(part)", headers)
        #expect(one.status == two.status && ![206, 304, 416].contains(one.status.code), "\(method) \(part)")
        #expect(one.text.replacing(token, with: "T") == two.text.replacing(other, with: "T"))
        #expect(one.headers.filter { $0.name != .location } == two.headers.filter { $0.name != .location })
        #expect(one.headers[.eTag] == nil && one.headers[.contentRange] == nil && !one.text.contains("Evidence"))
    }

    @Test("LT-01, LT-03: whatever is not a link of ours meets one 404 page, byte for byte")
    func forged() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        let parts = file.token.split(separator: ".").map(String.init)
        let stranger = try await TestSite().test.sentFile()
        var tokens = [
            "x", "v1", "v1...", stranger.token, String(file.token.dropLast()), file.token + "A", file.token + "=",
            String(file.token.dropFirst()), "v2." + parts[1...].joined(separator: "."), file.token + "%00", "%ff",
            file.token.replacing(".", with: "%252e"), String(repeating: "a", count: 600),
        ]
        let bytes = Array(file.token)
        for index in bytes.indices {
            var changed = bytes
            changed[index] = changed[index] == "A" ? "B" : "A"
            tokens.append(String(changed))
        }
        let mutations = tokens
        try await site.visit { browser in
            let plain = try await browser.get("/nowhere")
            for token in mutations where token != file.token {
                for part in ["", "/download", "/code", "/misdelivery"] {
                    let answer = try await browser.get("/f/\(token)\(part)")
                    #expect(answer.status == .notFound && answer.body == plain.body, "\(token)\(part)")
                    #expect(answer.headers[values: .setCookie].isEmpty)
                }
            }
            let proof = try await browser.get("/f/" + file.token).formToken
            for part in ["challenge", "answer", "renewals", "misdelivery"] {
                let fields = ["challenge": [("email", "a@b.example")], "answer": [("code", "12345678")]][part] ?? []
                let answer = try await browser.post("/f/x/" + part, fields, token: proof)
                #expect(answer.status == .notFound && answer.body == plain.body, "\(part)")
            }
        }
    }

    @Test("N-23: what mail programs add to a link does no harm: queries, and the path encoded once")
    func additions() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let tracked = try await browser.get("/f/\(file.token)?utm_source=x&fbclid=%zz")
            #expect(tracked.isDoor)
            #expect(try await browser.get("/f/" + file.token.replacing(".", with: "%2E")).isDoor)
        }
    }

    @Test(
        "TR-20, N-11: an expired link answers 410 with whom to call and one button; a new one goes to the original address"
    )
    func expired() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile(verification: false)
        site.test.world.pass(.days(7))
        try await site.visit { browser in
            for part in ["", "/download", "/code", "/misdelivery"] {
                let page = try await browser.get("/f/\(file.token)\(part)")
                #expect(page.status == .gone && page.text.contains("action=\"/f/\(file.token)/renewals\""))
                #expect(page.text.contains("office@firm.example") && !page.text.contains("Evidence"))
            }
            for _ in 0..<2 {
                let asked = try await browser.post("/f/\(file.token)/renewals", token: browser.proof)
                #expect(asked.status == .ok && asked.text.contains("Your request was received"))
            }
            let mails = await site.test.deliverMail()
            #expect(mails.count == 1 && mails[0].recipient.canonical == "ana@client.example")
            let fresh = try #require(mails[0].tokens.first)
            #expect(try await browser.get("/f/" + fresh).text.contains("Evidence.pdf"))
        }
    }

    @Test(
        "LT-07, N-26: a revoked link answers 410 with whom to call and nothing else; asking for a new one does nothing")
    func revoked() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        _ = try await site.test.installation.revokeLinks(.send(file.send), by: file.viewer)
        try await site.visit { browser in
            let page = try await browser.get("/f/" + file.token)
            #expect(page.status == .gone && !page.text.contains("<form") && page.text.contains("office@firm.example"))
            _ = try await browser.get("/f/\(file.token)/code")
            let elsewhere = try await site.test.otherFile(for: file)
            let proof = try await browser.get("/f/" + elsewhere).formToken
            let asked = try await browser.post("/f/\(file.token)/renewals", token: proof)
            #expect(asked.status == .ok && asked.text.contains("Your request was received"))
            #expect(await site.test.deliverMail().isEmpty)
        }
    }

    @Test("N-01, LT-09: opening a link any number of times, by GET or HEAD, mails nothing and grants nothing")
    func nothingIsConsumed() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            for _ in 0..<20 {
                for part in ["", "/code", "/misdelivery", "/download"] {
                    _ = try await browser.get("/f/\(file.token)\(part)")
                    _ = try await browser.head("/f/\(file.token)\(part)")
                }
            }
            #expect(await site.test.deliverMail().isEmpty)
            #expect(browser.cookie(.visitor) == nil)
            let tracked = try #require(try await site.test.installation.showSend(file.send, to: file.viewer))
            #expect(tracked.deliveries[0].status == .sent)
        }
    }

    @Test("RL-04: opening links too often is answered 429 with a time; honest visitors elsewhere are not touched")
    func limits() async throws {
        let site = try await TestSite(production: true, proxies: ["127.0.0.1"])
        let file = try await site.test.sentFile()
        try await site.visit(.live) { browser in
            for _ in 0..<20 { #expect(try await browser.get("/f/" + file.token).isDoor) }
            let refused = try await browser.get("/f/" + file.token)
            #expect(refused.status == .tooManyRequests && refused["Retry-After"] == "4")
            #expect(refused.text.contains("Please wait a little"))
            let elsewhere: HTTPFields = [.xForwardedFor: "203.0.113.7"]
            for _ in 0..<60 {
                #expect(try await browser.get("/f/forged", elsewhere).status == .notFound)
            }
            #expect(try await browser.get("/f/forged", elsewhere).status == .tooManyRequests)
            #expect(try await browser.get("/f/forged", [.xForwardedFor: "203.0.113.8"]).status == .notFound)
            site.test.world.pass(.minutes(1))
            #expect(try await browser.get("/f/" + file.token).isDoor)
        }
    }

    @Test("RL-04, IV-10: a stranger who opens the link all the time does not keep out who was let in")
    func limitsBehindTheDoor() async throws {
        let site = try await TestSite(production: true)
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            try await browser.verify(file.token, in: site.test)
            let stranger = browser.another()
            for _ in 0..<21 { _ = try await stranger.get("/f/" + file.token) }
            #expect(try await stranger.get("/f/" + file.token).status == .tooManyRequests)
            #expect(try await browser.get("/f/" + file.token).text.contains("Evidence.pdf"))
        }
    }

    @Test("RL-04: the limits are lifted in development")
    func noLimitsInDevelopment() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            for _ in 0..<100 {
                let door = try await browser.get("/f/" + file.token)
                #expect(door.isDoor)
            }
        }
    }
}
