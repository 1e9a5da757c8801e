import Actions
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

/// Rows that a request could have changed.
private func state(_ site: TestSite) async throws -> Int {
    await site.test.deliverMail().count
}

@Suite("Proof that a form is ours")
struct ProofTests {
    @Test(
        "SE-05: a form without its hidden field, with another browser's or another area's, or without the cookie changes nothing"
    )
    func tokens() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let path = "/f/\(file.token)/challenge"
            let page = try await browser.get("/f/" + file.token)
            let token = try #require(page.formToken)
            let other = browser.another()
            let foreign = try #require(try await other.get("/f/" + file.token).formToken)
            let bare = browser.another()
            let form = [("email", "ana@client.example")]
            let secret = try #require(BrowserSecret.shown(by: browser.cookie(.form) ?? ""))
            let staffs = try site.site.installation.formToken(for: secret, area: .staff)
            for (who, bad) in [
                (browser, nil), (browser, ""), (browser, foreign), (browser, token + "A"), (browser, staffs),
                (bare, token), (other, token),
            ] {
                let answer = try await who.post(path, form, token: bad)
                #expect(answer.status == .forbidden && answer.text.contains("This form can no longer be sent"))
            }
            #expect(try await state(site) == 0)
            #expect(try await browser.post(path, form, token: token).status == .seeOther)
            #expect(try await state(site) == 1)
        }
    }

    @Test("SE-05: what browsers say of where a request comes from decides before the hidden field does")
    func origins() async throws {
        let site = try await TestSite(production: true)
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let path = "/f/\(file.token)/challenge"
            let token = try #require(try await browser.get("/f/" + file.token).formToken)
            let refused: [HTTPFields] = [
                [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"], [.secFetchSite: "other"],
                [.secFetchSite: "cross-site", .origin: "https://localhost"], [.origin: "https://evil.example"],
                [.origin: "null"], [.origin: "http://localhost"], [.origin: "https://localhost:444"],
            ]
            for headers in refused {
                let answer = try await browser.post(
                    path, [("email", "ana@client.example")], token: token, headers: headers)
                #expect(answer.status == .forbidden, "\(headers)")
            }
            #expect(try await state(site) == 0)
            let taken: [HTTPFields] = [
                [.secFetchSite: "same-origin", .origin: "https://localhost"], [.secFetchSite: "none"],
                [.origin: "https://localhost"], [:],
            ]
            for headers in taken {
                let answer = try await browser.post(path, [("email", "not an address")], token: token, headers: headers)
                #expect(answer.status == .unprocessableContent, "\(headers)")
            }
        }
    }

    @Test("SE-01, SE-05: the form cookie is set once, by a page with a form, for this host and this session alone")
    func cookie() async throws {
        let site = try await TestSite(production: true)
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let first = try await browser.get("/f/" + file.token)
            let set = try #require(first.headers[values: .setCookie].first)
            #expect(set.wholeMatch(of: /__Host-form=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure/) != nil)
            #expect(try await browser.get("/f/" + file.token).headers[values: .setCookie].isEmpty)
            browser.set(.form, "chosen-by-somebody-else")
            let again = try await browser.get("/f/" + file.token)
            #expect(again.headers[values: .setCookie].count == 1 && browser.cookie(.form) != "chosen-by-somebody-else")
        }
    }

    @Test("AU-04: a field that nobody asked for is refused")
    func unknownFields() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let token = try #require(try await browser.get("/f/" + file.token).formToken)
            let form = [("email", "ana@client.example"), ("role", "administrator")]
            let answer = try await browser.post("/f/\(file.token)/challenge", form, token: token)
            #expect(answer.status == .unprocessableContent)
            #expect(try await state(site) == 0)
        }
    }

    @Test("SE-01: a cookie without a name is none of ours, whatever its value looks like")
    func namelessCookie() throws {
        let names = CookieNames(isSecure: true)
        let value = String(repeating: "A", count: 43)
        let secret = { (header: String) in
            let head = HTTPRequest(
                method: .get, scheme: nil, authority: nil, path: "/", headerFields: [.cookie: header])
            return names.secret(.visitor, in: Request(head: head, body: RequestBody(buffer: ByteBuffer())))
        }
        #expect(secret("a=b; __Host-visitor=\(value)") != nil)
        #expect(secret("=__Host-visitor=\(value)") == nil)
        #expect(secret("==__Host-visitor=\(value)") == nil)
    }
}
