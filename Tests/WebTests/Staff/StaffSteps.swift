import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

/// What a member of staff does, step by step.
extension Browser {
    static let password = "grey pebble sings"

    /// Signs in by the form.
    @discardableResult
    func signIn(
        _ email: String = "kim@firm.example", _ password: String = Browser.password, next: String? = nil
    ) async throws -> TestResponse {
        let page = try await get("/sign-in" + (next.map { "?next=" + PercentCoding.encode($0) } ?? ""))
        let fields = page.hidden + [("email", email), ("password", password)]
        return try await post("/sign-in", fields, token: page.formToken)
    }

    /// Reads a page and sends a form to `action` with its proof.
    func submit(_ page: String, to action: String, _ fields: [(String, String)] = []) async throws -> TestResponse {
        try await post(action, fields, token: try await get(page).formToken)
    }

    /// Sends the form of a page to where that page has it sent: with what its reader has before them.
    func submitForm(of page: String, to action: String, _ fields: [(String, String)]) async throws -> TestResponse {
        let shown = try await get(page)
        let target = shown.text.matches(of: /action="([^"]+)"/).map { String($0.1) }.first {
            $0.hasPrefix(action + "?")
        }
        return try await post(target ?? action, fields, token: shown.formToken)
    }

    /// Sends files as a page without JavaScript does.
    func attach(
        _ update: String, token: String?, _ files: [(name: String, type: String, bytes: [UInt8])]
    ) async throws -> TestResponse {
        var body = ByteBuffer()
        body.writeString("--b\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n\(token ?? "")\r\n")
        for file in files {
            body.writeString("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\n")
            body.writeString("Content-Type: \(file.type)\r\n\r\n")
            body.writeBytes(file.bytes)
            body.writeString("\r\n")
        }
        body.writeString("--b--\r\n")
        return try await send(
            .post, "\(update)/attachments", [.contentType: "multipart/form-data; boundary=b"], body: body)
    }
}

extension TestResponse {
    var location: String? { headers[.location] }

    /// Where it leads, without what is told there.
    var path: String { String((location ?? "").prefix { $0 != "?" }) }

    /// The hidden fields of the page but the proof.
    var hidden: [(String, String)] {
        text.matches(of: /<input type="hidden" name="([^"]+)" value="([^"]*)">/).map {
            (
                String($0.1),
                String($0.2).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                    .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
            )
        }.filter { $0.0 != "_token" }
    }

    /// Whether the page begins with a summary of what is wrong, and says it at the field too (5-interface D.3).
    func refuses(_ field: String) -> Bool {
        status == .unprocessableContent && text.contains("There is a problem") && text.contains("href=\"#\(field)\"")
            && text.contains("<title>Error: ")
    }
}

extension TestSite {
    /// An account that can sign in by its password.
    @discardableResult
    func account(
        _ email: String = "kim@firm.example", name: String = "Kim Keeper", role: StaffRole = .administrator
    ) async throws -> ID<Person> {
        let new = try NewStaff(
            name: name, email: email, role: role, password: Browser.password, organisation: site.organisation)
        guard case .added(let id) = try await test.installation.addStaff(new) else { throw NoAccount() }
        return id
    }

    struct NoAccount: Error {}
}
