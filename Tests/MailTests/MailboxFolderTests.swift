import Domain
import Foundation
import Testing

@testable import Mail

struct MailboxFolderTests {
    @Test("Letters are kept whole, newest first, by recipient, readable by their owner only")
    func keeping() async throws {
        let folder = try TemporaryFolder()
        let mailbox = MailboxFolder(folder: folder.path("mail"))
        #expect(await mailbox.mails().isEmpty)
        let letters = try AllLetters(organisation: "Grüne Kanzlei", name: "Müller & Söhne").letters()
        for kind in [LetterKind.caseUpdate, .verificationCode] {
            let octets = try #require(letters[kind]).octets()
            for recipient in ["rita@example.org", "otto@example.org"] {
                let mail = try OutgoingMail(
                    sender: EmailAddress(reading: "bounces@example.com"), recipient: EmailAddress(reading: recipient),
                    octets: octets)
                guard case .accepted = await mailbox.deliver(mail) else {
                    Issue.record("not kept")
                    return
                }
            }
        }
        let reopened = MailboxFolder(folder: folder.path("mail"))
        #expect(await reopened.mails().map(\.number) == [4, 3, 2, 1])
        #expect(await reopened.mails(limit: 1).map(\.number) == [4])
        let mine = await reopened.mails(to: try EmailAddress(reading: "RITA@example.org"))
        #expect(mine.map(\.number) == [3, 1])
        let code = try #require(mine.first)
        #expect(code.subject == "Your confirmation code (reference K7M)")
        #expect(code.sender.contains("Müller & Söhne"))
        #expect(code.text.contains("1234 5678") && code.text.contains("Grüne Kanzlei"))
        #expect(code.html.contains("1234 5678") && code.html.contains("Grüne Kanzlei"))
        #expect(code.source.hasPrefix("Return-Path: <bounces@example.com>\r\nDelivered-To: rita@example.org\r\n"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("mail"))
        #expect(names.count == 4)
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("mail/\(name)"))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("A folder that cannot be written delays the mail; files that are no mails are passed over")
    func failing() async throws {
        let folder = try TemporaryFolder()
        try Data().write(to: folder.url.appending(path: "file"))
        guard case .delayed = await MailboxFolder(folder: folder.path("file/below")).deliver(try sampleMail()) else {
            Issue.record("kept where nothing can be kept")
            return
        }
        try Data("nonsense".utf8).write(to: folder.url.appending(path: "7.eml"))
        let mailbox = MailboxFolder(folder: folder.url.path)
        #expect(await mailbox.mails().isEmpty)
        _ = await mailbox.deliver(try sampleMail())
        #expect(await mailbox.mails().map(\.number) == [8])
    }
}
