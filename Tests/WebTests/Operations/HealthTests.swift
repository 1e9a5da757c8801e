import Actions
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Health and figures")
struct HealthTests {
    @Test("OP-07: the process says that it lives and whether it is ready, and strangers learn no more than that")
    func strangers() async throws {
        let site = try await TestSite(production: true)
        try await site.visit { browser in
            #expect(try await browser.get("/healthz").text == "ok\n")
            let early = try await browser.get("/readyz")
            #expect(early.status == .serviceUnavailable && early.text == "not ready\n")
            #expect(try await browser.get("/metrics").status == .notFound)
            #expect(try await browser.head("/healthz").status == .ok)
        }
    }

    @Test("LT-10: probes may use any host's name; nothing else may, and no answer is made of it")
    func anyHost() async throws {
        let foreign = try await TestSite(production: true, origin: "https://updates.firm.example")
        try await foreign.visit { browser in
            #expect(try await browser.get("/healthz").status == .ok)
            #expect(try await browser.get("/readyz").status == .serviceUnavailable)
            let figures = try await browser.get("/metrics")
            #expect(figures.status == .notFound && !"\(figures.headers)\(figures.text)".contains("localhost"))
            for path in ["/healthz/", "/healthzz", "/readyz/x", "/HEALTHZ", "/help", "/"] {
                #expect(try await browser.get(path).status.code == 421, "\(path)")
            }
        }
    }

    @Test("OP-07: on this machine the checks and figures are told; not where anything hints at a proxy")
    func thisMachine() async throws {
        let site = try await TestSite(production: true)
        await WatchVitals(site.site.installation, folder: "/tmp", diskReserve: 0).look()
        try await site.visit(.live) { browser in
            let ready = try await browser.get("/readyz")
            #expect(ready.text.contains(#"{"good":true,"name":"database","sentence":"The database takes writes."}"#))
            #expect(try await browser.get("/metrics").text.contains("casecourier_http_requests_total"))
            for name in ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Host"] {
                let field = try #require(HTTPField.Name(name))
                #expect(try await browser.get("/metrics", [field: "127.0.0.1"]).status == .notFound, "\(name)")
                #expect(try await browser.get("/readyz", [field: "127.0.0.1"]).text == "not ready\n")
            }
        }
    }

    @Test("OP-07: a token reads the figures from anywhere; a wrong one gets 401, also on this machine")
    func tokens() async throws {
        let token = "figures-for-the-monitor"
        let site = try await TestSite(production: true, metricsToken: OperatorToken(token))
        for setup in [TestingSetup.router, .live] {
            try await site.visit(setup) { browser in
                for right in ["Bearer \(token)", "bearer \(token)"] {
                    let answer = try await browser.get("/metrics", [.authorization: right])
                    #expect(answer.status == .ok && answer["Content-Type"] == Exposition.contentType)
                }
                for wrong in ["Bearer \(token)x", "Bearer ", "Bearer", token, "Basic \(token)", "Bearer  \(token)"] {
                    let answer = try await browser.get("/metrics", [.authorization: wrong])
                    #expect(answer.status == .unauthorized && !answer.text.contains("casecourier_"), "\(wrong)")
                    #expect(try await browser.get("/readyz", [.authorization: wrong]).text == "not ready\n")
                }
            }
        }
        let none = try await TestSite(production: true)
        try await none.visit { browser in
            let answer = try await browser.get("/metrics", [.authorization: "Bearer x"])
            #expect(answer.status == .unauthorized)
        }
    }

    @Test("OP-07: requests are counted by pattern, and nothing that a visitor wrote becomes a label")
    func labels() async throws {
        let site = try await TestSite(metricsToken: OperatorToken("figures-for-the-monitor"))
        try await site.visit { browser in
            for path in ["/f/canary-token", "/canary-path", "/help?canary-query"] { _ = try await browser.get(path) }
            _ = try await browser.send(try #require(HTTPRequest.Method("CANARY")), "/help")
            let text = try await browser.get("/metrics", [.authorization: "Bearer figures-for-the-monitor"]).text
            #expect(!text.lowercased().contains("canary"))
            #expect(text.contains(#"casecourier_http_requests_total{method="GET",route="/f/{token}",status="4xx"} 1"#))
            #expect(text.contains(#"casecourier_http_requests_total{method="GET",route="/help",status="2xx"} 1"#))
            #expect(text.contains(#"casecourier_http_request_seconds_count{route="/help"} 1"#))
        }
    }
}
