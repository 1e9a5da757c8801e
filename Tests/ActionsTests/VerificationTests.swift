import Actions
import Cryptography
import Domain
import TestSupport
import Testing

/// A visitor who comes from nowhere in particular.
private func visitor(_ session: SessionSecret? = nil) -> Visitor {
    Visitor(session: session, staff: nil, client: ClientTrace(address: "192.0.2.7", userAgent: "Firefox"))
}

@Suite struct VerificationTests {
    @Test("TR-25, TR-27: the address on the link is mailed a code, and the code opens the link in that browser")
    func codeOpensTheLink() async throws {
        let test = try await TestInstallation()
        let file = try await test.sentFile()
        guard case .protected = try await test.installation.openLink(file.token, by: visitor()) else {
            Issue.record("The link should be protected.")
            return
        }
        let address = try EmailAddress(reading: " Ana@Client.example ")
        let asked = try await test.installation.askForCode(
            file.token, address: address, browser: "Firefox on Windows", by: visitor())
        guard case .asked(let session) = asked else {
            Issue.record("A code should be on its way: \(asked)")
            return
        }
        let code = try #require(await test.deliverMail().first?.code)
        let answered = try await test.installation.answerChallenge(
            file.token, code: CodeEntry(reading: code), by: visitor(session))
        guard case .verified(let granted) = answered else {
            Issue.record("The code should be right: \(answered)")
            return
        }
        guard case .entered(let update) = try await test.installation.openLink(file.token, by: visitor(granted)) else {
            Issue.record("The grant should open the link.")
            return
        }
        #expect(update.files.map(\.attachment.name.text) == ["Evidence.pdf"])
        let tracked = try #require(try await test.installation.showSend(file.send, to: file.viewer))
        #expect(tracked.deliveries[0].status == .viewed)
        #expect(
            tracked.deliveries[0].events.map(\.kind) == [.queued, .sent, .codeSent, .mailboxVerified, .viewed])
    }
}
