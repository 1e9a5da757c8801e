import Actions
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Routes and system pages")
struct RouteTests {
    @Test("A known path answers another method with 405 and what it allows; an unknown one with the 404 page")
    func methods() async throws {
        try await TestSite().visit { browser in
            for method in [HTTPRequest.Method.delete, .put, .options, .trace, try #require(HTTPRequest.Method("BREW"))]
            {
                let answer = try await browser.send(method, "/f/anything/challenge")
                #expect(answer.status == .methodNotAllowed && answer["Allow"] == "POST")
            }
            #expect(try await browser.send(.post, "/help")["Allow"] == "GET, HEAD")
            for path in ["/nowhere", "/f", "/f/a/b/c", "/assets", "/%00", "/f/%ff", "/..%2f..%2fetc/passwd"] {
                let answer = try await browser.get(path)
                #expect(answer.status == .notFound && answer.text.contains("This page does not exist"), "\(path)")
            }
        }
    }

    @Test("Whoever is signed in keeps navigation and account where a request is refused, and is led on")
    func refusedInside() async throws {
        let site = try await TestSite()
        let auditor = try await site.test.staff("Aud", email: "aud@firm.example", role: .auditor)
        try await site.visit { browser in
            let desk = try await Desk(site, auditor, browser)
            for (path, status) in [("/nowhere", 404), ("/cases/x", 404), ("/people/new", 403), ("/sign-out", 405)] {
                let answer = try await desk.get(path)
                #expect(answer.status.code == status, "\(path)")
                for words in ["aria-label=\"Main\"", "Sign out", "Aud", "Go to the start page"] {
                    #expect(answer.text.contains(words), "\(path)")
                }
                #expect(!answer.text.contains("link from an e-mail") && !answer.text.contains("Questions?"))
                #expect(answer.formToken?.isEmpty == false)
            }
            #expect(try await desk.get("/f/forged").text.contains("link from an e-mail"))
            #expect(try await browser.submit("/nowhere", to: "/sign-out").path == "/sign-in")
        }
    }

    @Test("HEAD answers with the headers of GET and no content", arguments: ["/help", "/robots.txt", "/nowhere"])
    func head(path: String) async throws {
        try await TestSite().visit { browser in
            let (get, head) = (try await browser.get(path), try await browser.head(path))
            #expect(head.status == get.status && head.body.readableBytes == 0)
            #expect(head.headers == get.headers && get.body.readableBytes > 0)
        }
    }

    @Test("What machines ask for: robots are sent away, weaknesses have an address, the server says that it is there")
    func machines() async throws {
        let site = try await TestSite(production: true)
        try await site.visit { browser in
            #expect(try await browser.get("/robots.txt").text == "User-agent: *\nDisallow: /\n")
            #expect(try await browser.get("/healthz").text == "ok\n")
            let security = try await browser.get("/.well-known/security.txt").text
            #expect(security.contains("Contact: https://localhost/help\n"))
            #expect(security.contains("Expires: 2027-05-22T00:00:00Z\n"))
        }
    }

    @Test("Help, privacy and accessibility say who is behind the service; what is recorded follows the policy")
    func generalPages() async throws {
        for (policy, words) in [
            (ClientRecording.full, "are recorded"), (.truncated, "only the part"), (.off, "are not"),
        ] {
            try await TestSite(clients: policy).visit { browser in
                for path in ["/help", "/privacy", "/accessibility"] {
                    let page = try await browser.get(path)
                    #expect(page.status == .ok && page.text.contains("+44 20 7946 0000, office@firm.example"))
                    #expect(page.headers[values: .setCookie].isEmpty)
                }
                #expect(try await browser.get("/privacy").text.contains(words))
            }
        }
    }

    @Test("Assets are served for ever under the folder of this build, and nothing else is")
    func assets() async throws {
        try await TestSite().visit { browser in
            let sheet = try await browser.get(Assets.folder + "/app.css")
            #expect(sheet.headers[.contentType] == "text/css; charset=utf-8")
            #expect(sheet["Cache-Control"] == "public, max-age=31536000, immutable")
            for path in [
                "/assets/0000000000000000/app.css", Assets.folder + "/DoorPage.mustache", Assets.folder + "/..%2fx",
            ] {
                #expect(try await browser.get(path).status == .notFound)
            }
        }
    }

    @Test("A new URL stands in the list of routes, each with the guard that lets it in")
    func table() async throws {
        let routes = Routes.all(try await TestSite().site)
        let rows = routes.map { "\($0.method.rawValue) \($0.path)" }
        #expect(Set(rows).count == rows.count)
        let recipients = routes.filter { $0.path.hasPrefix("/f/") || $0.path.hasPrefix("/session/") }
        #expect(recipients.count == 19 && recipients.allSatisfy { $0.access == .visitor })
    }
}
