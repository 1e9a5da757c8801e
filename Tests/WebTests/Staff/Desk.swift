import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

/// A member of staff at work in a browser.
struct Desk: Sendable {
    let test: TestInstallation
    let viewer: Viewer
    let browser: Browser

    /// Signs the viewer in, in this browser.
    init(_ site: TestSite, _ viewer: Viewer, _ browser: Browser) async throws {
        test = site.test
        self.viewer = viewer
        self.browser = browser
        browser.set(.staff, try await site.test.signIn(viewer))
    }

    func get(_ path: String) async throws -> TestResponse { try await browser.get(path) }

    /// Presses a button of the page at `page`.
    func post(_ path: String, _ fields: [(String, String)] = [], from page: String) async throws -> TestResponse {
        let token = try await browser.get(page).formToken
        return try await browser.post(path, fields, token: token)
    }
}

/// A validated update with a client contact, ready to be sent.
struct ReadyUpdate: Sendable {
    let viewer: Viewer
    let client: Person
    let caseFile: CaseFile
    let update: CaseUpdate

    init(_ test: TestInstallation, files: [String] = ["Secret name.pdf"]) async throws {
        viewer = try await test.staff()
        client = try await test.person("Ana Client", emails: ["ana@client.example"])
        caseFile = try await test.caseFile(by: viewer, clients: [client])
        update = try await test.validated(in: caseFile, by: viewer, files: files.map { ($0, [1, 2, 3]) })
    }
}

extension TestResponse {
    /// Where a 303 leads.
    var leadsTo: String? { status == .seeOther ? headers[.location] : nil }

    /// The hidden fields of the page, but for its proof.
    var hiddenFields: [(String, String)] {
        text.matches(of: /<input type="hidden" name="([^"]+)" value="([^"]*)"/).map { (String($0.1), String($0.2)) }
            .filter { $0.0 != "_token" }
    }
}
