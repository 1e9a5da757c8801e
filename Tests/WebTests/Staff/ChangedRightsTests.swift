import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

/// What takes a right away from somebody who is at it.
enum LostRight: String, CaseIterable, Sendable {
    case signOut = "signing out"
    case unassigned = "being taken off the case"
    case closed = "the account's being closed"
    case demoted = "another role"
}

@Suite("Rights that change")
struct ChangedRightsTests {
    private static let bytes = [UInt8](repeating: 0x5A, count: 12 << 20)

    /// A manager's office, and an investigator who is on the case, signed in with `cookie`.
    private struct Office {
        let site: TestSite
        let viewer: Viewer
        let investigator: Viewer
        let cookie: String
        let caseFile: CaseFile
        let attachment: ID<Domain.Attachment>
        let token: String

        init(_ bytes: [UInt8] = [1, 2, 3]) async throws {
            site = try await TestSite(pace: TransferPace(pause: .milliseconds(200)))
            let test = site.test
            viewer = try await test.staff()
            let member = try await test.staff("Ivo Investigator", email: "ivo@firm.example", role: .investigator)
            cookie = try await test.signIn(member)
            let secret = try #require(BrowserSecret.shown(by: cookie))
            investigator = try #require(try await test.installation.signedIn(secret))
            let client = try await test.person("Ana Client", emails: ["ana@client.example"])
            caseFile = try await test.caseFile(by: viewer, clients: [client], staff: [member.person])
            let update = try await test.validated(in: caseFile, by: viewer, files: [("Evidence.pdf", bytes)])
            _ = try await test.send(update, to: [client], by: viewer)
            token = try #require(await test.deliverMail().first?.tokens.first)
            let shown = try await test.installation.showUpdate(update.id, to: viewer)
            attachment = try #require(shown?.shown.attachments.first?.id)
        }

        func take(_ right: LostRight) async throws {
            let (installation, person) = (site.test.installation, investigator.person)
            switch right {
            case .signOut: try await installation.signOut(#require(BrowserSecret.shown(by: cookie)))
            case .unassigned: _ = try await installation.unassign(person, from: caseFile.id, by: viewer)
            case .closed: _ = try await installation.changeStaff(person, StaffChange(isDisabled: true), by: viewer)
            case .demoted: _ = try await installation.changeStaff(person, StaffChange(role: .staff), by: viewer)
            }
        }
    }

    @Test("AU-03: a right that is taken away is gone with the next request", arguments: LostRight.allCases)
    func nextRequest(right: LostRight) async throws {
        let office = try await Office()
        try await office.site.visit { browser in
            browser.set(.staff, office.cookie)
            let page = "/cases/\(office.caseFile.id)"
            #expect(try await browser.get(page).status == .ok)
            try await office.take(right)
            let answer = try await browser.get(page)
            #expect(right == .unassigned ? answer.status == .notFound : answer.leadsTo?.hasPrefix("/sign-in") == true)
            #expect(try await browser.get("/f/\(office.token)").isDoor)
        }
    }

    @Test(
        "AU-03, LT-07: a running download of staff is cut within five seconds of losing the right to it",
        arguments: LostRight.allCases, [true, false])
    func runningDownload(right: LostRight, isByLink: Bool) async throws {
        let office = try await Office(Self.bytes)
        let path = isByLink ? "/f/\(office.token)/download" : "/attachments/\(office.attachment)"
        try await office.site.visit(.live) { browser in
            let cookie = "\(office.site.site.cookies.name(.staff))=\(office.cookie)"
            let head = "GET \(path) HTTP/1.1\r\nHost: localhost:8080\r\nCookie: \(cookie)\r\n\r\n"
            let port = try #require(browser.client.port)
            let (received, taken) = try await Self.read(head, from: port) { try await office.take(right) }
            #expect(received < Self.bytes.count && taken < .seconds(5))
        }
    }

    @Test("AU-03: a running download of a program is cut within five seconds of its token's being revoked")
    func runningProgram() async throws {
        let office = try await Office(Self.bytes)
        let installation = office.site.test.installation
        let issued = try await installation.issueToken(
            for: EmailAddress(reading: "ivo@firm.example"), name: "Reports", lifetime: .standard)
        guard case .issued(let token) = issued else {
            Issue.record("There should be a token.")
            return
        }
        let id = try #require(try await installation.bearer(token)).token.id
        try await office.site.visit(.live) { browser in
            let path = "/api/v1/attachments/\(office.attachment)/content"
            let head = "GET \(path) HTTP/1.1\r\nHost: localhost:8080\r\nAuthorization: Bearer \(token)\r\n\r\n"
            let port = try #require(browser.client.port)
            let (received, taken) = try await Self.read(head, from: port) {
                _ = try await installation.revokeToken(id)
            }
            #expect(received < Self.bytes.count && taken < .seconds(5))
        }
    }

    @Test(
        "AU-03: a form held back until a right is taken away changes nothing; who is signed out keeps what they typed",
        arguments: LostRight.allCases)
    func heldBack(right: LostRight) async throws {
        let office = try await Office()
        try await office.site.visit(.live) { browser in
            browser.set(.staff, office.cookie)
            let page = "/cases/\(office.caseFile.id)"
            let token = try #require(try await browser.get(page + "/updates/new").formToken)
            let body = "_token=\(PercentCoding.encode(token))&title=Typed+before&body=x&then=save"
            let names = office.site.site.cookies
            let cookies = [CookieNames.Kind.staff, .form].compactMap { kind in
                browser.cookie(kind).map { "\(names.name(kind))=\($0)" }
            }
            let head = """
                POST \(page)/updates HTTP/1.1\r\nHost: localhost:8080\r\nCookie: \(cookies.joined(separator: "; "))\r\n\
                Origin: http://localhost:8080\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n
                """
            let connection = try await RawConnection(port: #require(browser.client.port))
            let said = try await connection.open { line in
                try await line.write(head + body.prefix(9))
                try await Task.sleep(for: .milliseconds(300))
                try await office.take(right)
                try await line.write(String(body.dropFirst(9)))
                return String(decoding: await line.rest(), as: UTF8.self)
            }
            #expect(said.hasPrefix(right == .unassigned ? "HTTP/1.1 404" : "HTTP/1.1 422"), "\(said.prefix(300))")
            #expect(said.contains("what you typed is kept") == (right != .unassigned))
            let list = try await office.site.test.installation.listUpdates(
                of: office.caseFile.id, after: nil, limit: 9, to: office.viewer)
            #expect(list?.updates.count == 1)
        }
    }

    /// Begins a download, then does `change`, and reads on until the end: how many bytes came, and how long after the change.
    private static func read(
        _ head: String, from port: Int, change: @Sendable () async throws -> Void
    ) async throws -> (received: Int, taken: Duration) {
        let connection = try await RawConnection(port: port)
        return try await connection.open { line in
            try await line.write(head)
            let first = await line.read() ?? []
            #expect(String(decoding: first.prefix(15), as: UTF8.self) == "HTTP/1.1 200 OK")
            try await change()
            let begin = ContinuousClock.now
            var received = first.count
            // Slowly, so that the whole file cannot have been taken before it is cut.
            while let bytes = await line.read() {
                received += bytes.count
                try await Task.sleep(for: .milliseconds(20))
            }
            return (received, ContinuousClock.now - begin)
        }
    }
}
