import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOHTTP1
import TestSupport
import Testing

@testable import Web

@Suite("Hosts and headers")
struct HostTests {
    @Test(
        "LT-10: a request for another host is refused before anything looks at it, in the authority and in the target")
    func foreignHosts() async throws {
        let foreign = try await TestSite(production: true, origin: "https://updates.firm.example")
        try await foreign.visit { browser in
            let answer = try await browser.get("/help")
            #expect(answer.status.code == 421)
            #expect(answer["Content-Security-Policy"]?.contains("default-src 'none'") == true)
        }
        try await TestSite(production: true).visit { browser in
            let help = try await browser.get("/help")
            #expect(help.status == .ok)
            // What names a host was taken apart before; here it is no target any more.
            for target in ["http://localhost/help", "ftp://localhost/help", "help", "*"] {
                #expect([400, 404].contains(try await browser.get(target).status.code), "\(target)")
            }
        }
    }

    @Test(
        "LT-10: a target that names a host is asked of that host, whatever stands in the field",
        arguments: [
            ("http://evil.example/help?a=b", "evil.example", "/help?a=b"),
            ("HTTPS://evil.example", "evil.example", "/"),
            ("http://localhost@evil.example/help", "localhost@evil.example", "/help"),
            ("http://localhost:444?a", "localhost:444", "/?a"), ("/help", "localhost", "/help"),
            ("*", "localhost", "*"),
            ("ftp://localhost/help", nil, "ftp://localhost/help"), ("help", nil, "help"), ("://x/", nil, "://x/"),
        ])
    func targetsWithHosts(target: String, host: String?, path: String) {
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: target)
        head.headers.add(name: "Host", value: "localhost")
        let read = head.withoutAuthorityInTarget()
        #expect(read.headers["Host"] == (host.map { [$0] } ?? []) && read.uri == path)
        head.headers.add(name: "Host", value: "other.example")
        #expect(head.withoutAuthorityInTarget().headers["Host"].count != 1 || host == nil)
    }

    @Test("LT-10: nothing a visitor says of hosts gets into an answer")
    func forwardedHosts() async throws {
        try await TestSite().visit { browser in
            var headers: HTTPFields = [:]
            for name in ["X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Original-URL", "X-Host"] {
                headers[try #require(HTTPField.Name(name))] = "host=evil.example"
            }
            let page = try await browser.get("/.well-known/security.txt", headers)
            #expect(page.text.hasPrefix("Contact: http://localhost:8080/help\n"))
            #expect(!page.text.contains("evil") && !"\(page.headers)".contains("evil"))
        }
    }

    @Test("LT-10: a second Host over a real connection is refused")
    func twoHosts() async throws {
        try await TestSite(production: true).visit(.live) { browser in
            #expect(try await browser.get("/help").status == .ok)
            let second = try await browser.get("/help", [.host: "localhost"])
            #expect(second.status == .badRequest)
        }
    }

    @Test("RL-06: an address of more than 4 KiB is refused")
    func longTarget() async throws {
        try await TestSite().visit { browser in
            let longest = try await browser.get("/help?" + String(repeating: "a", count: 4090))
            #expect(longest.status == .ok)
            #expect(try await browser.get("/help?" + String(repeating: "a", count: 4091)).status.code == 414)
        }
    }

    @Test("MH-02, N-25: every answer carries the policies, whatever its status")
    func headers() async throws {
        let site = try await TestSite(production: true)
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let answers = [
                try await browser.get("/help"), try await browser.get("/nowhere"),
                try await browser.send(.delete, "/help"), try await browser.get("http://evil.example/"),
                try await browser.get("/f/" + file.token), try await browser.get("/f/forged"),
                try await browser.post("/session/deletion", token: nil), try await browser.get("/healthz"),
                try await browser.get(Assets.folder + "/app.css"), try await browser.head("/f/" + file.token),
                try await browser.get("/f/" + file.token + "/download"),
            ]
            #expect(answers.map(\.status.code) == [200, 404, 405, 400, 200, 404, 403, 200, 200, 200, 303])
            for answer in answers {
                let policy = try #require(answer["Content-Security-Policy"])
                for rule in [
                    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
                    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "object-src 'none'",
                    "frame-ancestors 'none'",
                ] {
                    #expect(policy.contains(rule))
                }
                #expect(answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains")
                #expect(answer["Cross-Origin-Opener-Policy"] == "same-origin")
                #expect(answer["Cross-Origin-Resource-Policy"] == "same-origin")
                #expect(answer["X-Content-Type-Options"] == "nosniff")
                #expect(answer["Referrer-Policy"] == "no-referrer")
                #expect(answer["X-Robots-Tag"]?.contains("noindex") == true)
                #expect(answer["Permissions-Policy"]?.contains("camera=()") == true)
            }
            let cached = answers.filter { $0["Cache-Control"] != "no-store" }
            #expect(cached.count == 1 && cached[0]["Cache-Control"] == "public, max-age=31536000, immutable")
        }
    }

    @Test("MH-02: plain http of development promises no https")
    func noStrictTransportInDevelopment() async throws {
        try await TestSite().visit { browser in
            let help = try await browser.get("/help")
            #expect(help["Strict-Transport-Security"] == nil)
        }
    }
}
