import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import Mail
import TestSupport
import Testing

@testable import Web

@Suite struct MailboxPagesTests {
    private func site(isDevelopment: Bool) async throws -> (TestSite, MailboxFolder) {
        let firm = Organisation(
            name: "Firm", contact: "Call us", origin: isDevelopment ? TestInstallation.origin : "http://localhost",
            mailFrom: try EmailAddress(reading: "updates@firm.example"))
        let test = try await TestInstallation(organisation: firm)
        let folder = MailboxFolder(folder: test.folder.path + "/mail")
        let settings = try WebSettings(isDevelopment: isDevelopment, mailbox: DevelopmentMailbox(folder))
        let site = TestSite(test: test, site: try Site(test.installation, settings: settings), log: LogRecorder())
        let ready = try await ReadyUpdate(test)
        _ = try await test.send(ready.update, to: [ready.client], by: ready.viewer)
        try await DeliverOutbox(test.installation, transport: folder).drain()
        return (site, folder)
    }

    @Test("In development mails are read in the browser: text with its links, source, and the HTML part in a sandbox")
    func mailbox() async throws {
        let (site, _) = try await site(isDevelopment: true)
        try await site.visit { browser in
            let list = try await browser.get("/dev/mail")
            #expect(list.text.contains("You have a secure update") && list.text.contains("ana@client.example"))
            #expect(list.text.contains("23 Nov 2026, 12:00:00 UTC"))
            let mail = try await browser.get("/dev/mail/1")
            #expect(mail.text.contains("href=\"http://localhost:8080/f/v1."))
            #expect(mail.text.contains("href=\"/dev/mail/1/html\""))
            let html = try await browser.get("/dev/mail/1/html")
            #expect(html["Content-Security-Policy"]?.hasPrefix("sandbox; default-src 'none'") == true)
            for path in ["/dev/mail/2", "/dev/mail/x", "/dev/mail/-1", "/dev/mail/99999999999999999999"] {
                let answer = try await browser.get(path)
                #expect(answer.status == .notFound)
            }
        }
    }

    @Test("LT-12: outside development there is no mailbox")
    func production() async throws {
        let (site, _) = try await site(isDevelopment: false)
        try await site.visit { browser in
            for path in ["/dev/mail", "/dev/mail/1", "/dev/mail/1/html"] {
                let answer = try await browser.get(path)
                #expect(answer.status == .notFound)
            }
        }
    }
}
