import Actions
import Domain
import Foundation
import Mail
import TestSupport
import Testing

/// Mails that hold the update itself, where the organisation allows it.
@Suite struct FullMailTests {
    /// A validated update with a client, in an organisation with a mail policy.
    struct Office {
        let test: TestInstallation
        let viewer: Viewer
        let ana: Person
        let caseFile: CaseFile
        let update: CaseUpdate
        let files: [(name: String, bytes: [UInt8])]

        init(_ engine: Engine, _ policy: MailPolicy, limit: Int64 = 10 * 1_048_576, large: Int = 200_000) async throws {
            let firm = Organisation(
                name: "Harbour & Quay", contact: "Call us", origin: TestInstallation.origin,
                mailFrom: try EmailAddress(reading: "updates@firm.example"), attachedLimit: limit)
            test = try await TestInstallation(engine, organisation: firm)
            viewer = try await test.staff()
            ana = try await test.person("Ana Client", emails: ["ana@client.example"])
            caseFile = try await test.caseFile("2026-014", by: viewer, clients: [ana])
            files = [
                ("Übersicht <1>.pdf", (0..<large).map { UInt8(truncatingIfNeeded: $0 &* 7) }), ("Empty.txt", []),
                ("Line.bin", [UInt8](repeating: 0, count: 57)),
            ]
            update = try await test.validated(in: caseFile, by: viewer, files: files)
            try await change(to: policy)
        }

        func change(to policy: MailPolicy) async throws {
            let version = try await test.installation.showMailPolicy(to: viewer).version
            let kept = try await test.installation.changeMailPolicy(to: policy, version: version, by: viewer)
            #expect(kept == .kept)
        }

        func attempt(_ mail: MailContent, key: String = "key") async throws -> SentUpdate {
            try await test.installation.sendUpdate(
                SendRequest(
                    update: update.id, recipients: RecipientChoice([ana.id]),
                    options: SendOptions(
                        identityVerification: true, associateOtherRecipients: true, linkLifetime: .standard,
                        additionalNote: "Please call.", mail: mail), key: key), by: viewer)
        }

        func send(_ mail: MailContent) async throws -> ID<Send> {
            try await test.send(update, to: [ana], by: viewer, note: "Please call.", mail: mail)
        }

        func shown(_ send: ID<Send>) async throws -> TrackedSend {
            try #require(try await test.installation.showSend(send, to: viewer))
        }
    }

    @Test("TR-32: as shipped mails hold notices alone, whatever is asked for", arguments: Engine.all)
    func shipped(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let shown = try await test.installation.showMailPolicy(to: viewer)
        #expect(shown.policy == .secure && shown.changes.isEmpty && shown.version == 0)
        let office = try await Office(engine, .secure)
        for mail in [MailContent.text, .files] {
            guard case .mailNotAllowed = try await office.attempt(mail) else {
                Issue.record("\(mail)")
                continue
            }
        }
        #expect(await office.test.deliverMail().isEmpty)
    }

    @Test(
        "TR-11, TR-32: in full, the mail holds title, text and note above it, and links by name", arguments: Engine.all)
    func text(_ engine: Engine) async throws {
        let office = try await Office(engine, .chosen)
        let send = try await office.send(.text)
        let mail = try #require(await office.test.deliverMail().first)
        #expect(mail.subject == office.update.title)
        let note = try #require(mail.text.range(of: "Please call."))
        let body = try #require(mail.text.range(of: "He saw the crates."))
        #expect(note.lowerBound < body.lowerBound && mail.tokens.count == 3)
        for words in ["Reference: 2026-014", "Übersicht 1.pdf", "Available until"] {
            #expect(mail.text.contains(words))
        }
        #expect(String(decoding: mail.octets, as: UTF8.self).contains("Contact: Call us"))
        let shown = try await office.shown(send)
        #expect(shown.send.options.mail == .text && !shown.deliveries[0].attachesFiles)
        #expect(shown.deliveries[0].events.first?.detail == "The update in full, with links.")
    }

    @Test(
        "TR-32: attached files arrive as they were stored, and no link and no download is told of",
        arguments: Engine.all)
    func attached(_ engine: Engine) async throws {
        let office = try await Office(engine, .convenience)
        let send = try await office.send(.files)
        #expect(try await !office.shown(send).deliveries[0].isDone)
        let mail = try #require(await office.test.deliverMail().first)
        #expect(mail.tokens.isEmpty && mail.text.contains("Attached file 1: Übersicht 1.pdf"))
        let message = String(decoding: mail.octets, as: UTF8.self)
        let parts = message.components(separatedBy: "Content-Transfer-Encoding: base64\r\n").dropFirst()
        #expect(parts.count == office.files.count)
        for (part, file) in zip(parts, office.files) {
            let content = part.components(separatedBy: "\r\n\r\n")[1].components(separatedBy: "\r\n--")[0]
            #expect(Data(base64Encoded: content.replacingOccurrences(of: "\r\n", with: "")) == Data(file.bytes))
        }
        let tracked = try await office.shown(send).deliveries[0]
        #expect(tracked.isDone && tracked.attachesFiles && tracked.files.allSatisfy { $0.state == .none })
        #expect(tracked.events.map(\.kind) == [.queued, .sent])
        #expect(tracked.events[0].detail?.contains("attached: Übersicht 1.pdf, Empty.txt, Line.bin") == true)
        let listed = try await office.test.installation.listSends(
            of: office.update.id, after: nil, limit: 10, to: office.viewer)
        #expect(listed?.sends.map(\.waiting) == [0])
        office.test.world.pass(.days(6))
        #expect(try await office.test.installation.showStartPage(to: office.viewer).expiring.isEmpty)
    }

    @Test("TR-32: files too large for a mail as they travel are refused by name and size", arguments: Engine.all)
    func tooLarge(_ engine: Engine) async throws {
        // 300 bytes are 400 characters and six line ends; 57 are a line of 76 with its end.
        let exact = try await Office(engine, .chosen, limit: 412 + 78, large: 300)
        guard case .sent = try await exact.attempt(.files) else { throw NotAsExpected() }
        let office = try await Office(engine, .chosen, limit: 411 + 78, large: 300)
        guard case .tooLargeToAttach(let excess) = try await office.attempt(.files) else { throw NotAsExpected() }
        #expect(excess.octets == 490 && excess.limit == 489 && excess.files.map(\.size) == [300, 0, 57])
        guard case .sent = try await office.attempt(.text) else { throw NotAsExpected() }
    }

    @Test("TR-32: what was sent in full is sent again as a notice once the policy is secure", arguments: Engine.all)
    func policyOutlivesSend(_ engine: Engine) async throws {
        let office = try await Office(engine, .chosen)
        let send = try await office.send(.files)
        let delivery = try await office.shown(send).deliveries[0].delivery.id
        await office.test.deliverMail()
        try await office.change(to: .secure)
        #expect(try await office.test.installation.resendNotice(of: delivery, by: office.viewer) == .done)
        let mail = try #require(await office.test.deliverMail().first)
        #expect(mail.subject == "You have a secure update" && mail.tokens.count == 3)
        #expect(try await !office.shown(send).deliveries[0].attachesFiles)
        for marker in ["2026-014", "crates", "Please call", "bersicht", "Harbour"] {
            #expect(!String(decoding: mail.octets, as: UTF8.self).contains(marker))
        }
    }

    @Test(
        "TR-32: a stored file that is damaged fails the mail, visibly and for good; nothing goes out",
        arguments: Engine.all)
    func damaged(_ engine: Engine) async throws {
        let office = try await Office(engine, .chosen)
        let send = try await office.send(.files)
        let folder = URL(filePath: office.test.folder.path + "/blobs")
        let stored = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        for case let file as URL in stored where (try? Data(contentsOf: file).count) ?? 0 > 100_000 {
            var data = try Data(contentsOf: file)
            data[data.count / 2] ^= 1
            try data.write(to: file)
        }
        let mails = await office.test.deliverMail()
        #expect(mails.map(\.to) == ["sam@firm.example"])
        let tracked = try await office.shown(send).deliveries[0]
        #expect(tracked.status == .failed && tracked.last(.failed)?.detail?.contains("Übersicht 1.pdf") == true)
        #expect(mails.allSatisfy { !String(decoding: $0.octets, as: UTF8.self).contains("bersicht") })
    }

    @Test(
        "OS-16: sixteen at once, the policy turned secure among sends in full: none is sent in full after it",
        arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let office = try await Office(engine, .chosen)
        let sent = try await raceOfSixteen { runner -> Bool? in
            if runner == 7 {
                let version = try await office.test.installation.showMailPolicy(to: office.viewer).version
                let kept = try await office.test.installation.changeMailPolicy(
                    to: .secure, version: version, by: office.viewer)
                #expect(kept == .kept)
                // From here on nobody may.
                if case .sent = try await office.attempt(.text, key: "after") { Issue.record("sent after") }
                return nil
            }
            switch try await office.attempt(.text, key: "key \(runner)") {
            case .sent: return true
            case .mailNotAllowed: return nil
            case let other:
                Issue.record("\(other)")
                return nil
            }
        }
        let listed = try await office.test.installation.listSends(
            of: office.update.id, after: nil, limit: 50, to: office.viewer)
        #expect(listed?.sends.count == sent.count)
        guard case .mailNotAllowed = try await office.attempt(.files, key: "last") else { throw NotAsExpected() }
    }

    @Test("OS-16: sixteen changes of the policy at once are one; administrators alone make it", arguments: Engine.all)
    func changing(_ engine: Engine) async throws {
        let office = try await Office(engine, .chosen)
        let outcomes = try await raceOfSixteen { _ in
            try await office.test.installation.changeMailPolicy(to: .convenience, version: 1, by: office.viewer)
        }
        #expect(outcomes.count { $0 == .kept } == 1 && outcomes.count { $0 == .changedMeanwhile } == 15)
        let manager = try await office.test.staff("Mia", email: "mia@firm.example", role: .manager)
        let installation = office.test.installation
        #expect(try await installation.changeMailPolicy(to: .secure, version: 2, by: manager) == .notAllowed)
        let shown = try await installation.showMailPolicy(to: manager)
        #expect(shown.policy == .convenience && shown.changes.map(\.policy) == [.convenience, .chosen])
        #expect(shown.changes.allSatisfy { $0.by == office.viewer.person })
    }

    struct NotAsExpected: Error {}
}
