import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

/// What a recipient does, step by step.
extension Browser {
    /// Opens the link and asks for a code at this address.
    func ask(_ token: String, _ email: String = "ana@client.example") async throws -> TestResponse {
        let door = try await get("/f/" + token)
        return try await post("/f/\(token)/challenge", [("email", email)], token: door.formToken)
    }

    /// Enters a code on the code page.
    func enter(_ code: String, _ token: String) async throws -> TestResponse {
        _ = try await get("/f/\(token)/code")
        return try await post("/f/\(token)/answer", [("code", code)], token: proof)
    }

    /// The whole way to the file page.
    func verify(_ token: String, _ email: String = "ana@client.example", in test: TestInstallation) async throws {
        #expect(try await ask(token, email).status == .seeOther)
        let code = try #require(await test.deliverMail().last?.code)
        #expect(try await enter(code, token).headers[.location] == "/f/\(token)")
    }
}
