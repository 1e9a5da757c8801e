import Actions
import Domain
import Mail
import TestSupport
import Testing

/// The organisation's own words of mails.
@Suite struct MailWordingTests {
    private func word(
        _ office: FullMailTests.Office, _ template: MailTemplate, subject: String = "", opening: String = "",
        closing: String = "", version: Int64 = 0
    ) async throws -> KeptMailWording {
        try await office.test.installation.changeMailWording(
            of: template, to: MailWording(reading: template, subject: subject, opening: opening, closing: closing),
            version: version, by: office.viewer)
    }

    @Test(
        "TR-12: the note stands where its variable is placed in the template, and not above the update",
        arguments: Engine.all)
    func placed(_ engine: Engine) async throws {
        let office = try await FullMailTests.Office(engine, .convenience)
        let kept = try await word(
            office, .update, subject: "About {{Case.reference}}", opening: "Dear client of {{Organisation.name}},",
            closing: "{{AdditionalNote}}\n{{Sender.name}}")
        #expect(kept == .kept)
        _ = try await office.send(.text)
        let mail = try #require(await office.test.deliverMail().first)
        #expect(mail.subject == "About 2026-014" && mail.text.contains("Dear client of Harbour & Quay,"))
        let note = try #require(mail.text.firstRange(of: "Please call."))
        let body = try #require(mail.text.firstRange(of: "He saw the crates."))
        #expect(note.lowerBound > body.lowerBound && mail.text.ranges(of: "Please call.").count == 1)
        #expect(mail.text.contains("Sam Staff") && !mail.text.contains("{{"))
        _ = try await office.test.send(office.update, to: [office.ana], by: office.viewer, mail: .text)
        let without = try #require(await office.test.deliverMail().first)
        #expect(!without.text.contains("Please call.") && without.text.contains("Sam Staff"))
    }

    @Test(
        "D.4-39: in secure mode nothing of the case is anywhere in the mail, with the organisation's words in use too",
        arguments: Engine.all)
    func markers(_ engine: Engine) async throws {
        let office = try await FullMailTests.Office(engine, .secure)
        #expect(
            try await word(office, .notice, opening: "From {{Organisation.name}}:", closing: "Kind regards") == .kept)
        #expect(try await word(office, .update, subject: "{{Case.title}}", opening: "{{AdditionalNote}}") == .kept)
        _ = try await office.send(.notice)
        let mail = try #require(await office.test.deliverMail().first)
        #expect(mail.text.contains("From Secure Updates:") && mail.text.contains("Kind regards"))
        #expect(mail.subject == "You have a secure update" && mail.tokens.count == 3)
        let source = String(decoding: mail.octets, as: UTF8.self) + mail.text
        for marker in [
            "2026-014", "Harbour", "Ana", "Interview", "crates", "Please call", "bersicht", "Line.bin", "Sam",
        ] { #expect(!source.contains(marker), "\(marker)") }
    }

    @Test("TR-12: the words of a notice that name a case are refused, with its reference", arguments: Engine.all)
    func namesCase(_ engine: Engine) async throws {
        let office = try await FullMailTests.Office(engine, .secure)
        let refused = try await word(office, .notice, closing: "It is about (2026-014).")
        #expect(refused == .namesCase(reference: "2026-014", field: "closing"))
        #expect(try await word(office, .update, closing: "It is about (2026-014).") == .kept)
    }

    @Test(
        "TR-12: of sixteen changes of the words at once one is kept; the earlier ones stay, and come back",
        arguments: Engine.all)
    func history(_ engine: Engine) async throws {
        let office = try await FullMailTests.Office(engine, .chosen)
        let installation = office.test.installation
        let outcomes = try await raceOfSixteen { runner in
            try await installation.changeMailWording(
                of: .notice, to: MailWording(reading: .notice, subject: "", opening: "Hello \(runner)", closing: ""),
                version: 0, by: office.viewer)
        }
        #expect(outcomes.count { $0 == .kept } == 1 && outcomes.count { $0 == .changedMeanwhile } == 15)
        let back = try await installation.changeMailWording(
            of: .notice, to: .shipped, version: 1, by: office.viewer)
        #expect(back == .kept)
        let shown = try #require(try await installation.showMailTemplate(.notice, to: office.viewer))
        #expect(shown.wording == .shipped && shown.changes.count == 2 && shown.version == 2)
        #expect(shown.changes[1].wording.opening?.hasPrefix("Hello") == true)
        let manager = try await office.test.staff("Mia", email: "mia@firm.example", role: .manager)
        #expect(try await installation.showMailTemplate(.notice, to: manager) == nil)
        let refused = try await installation.changeMailWording(of: .notice, to: .shipped, version: 2, by: manager)
        #expect(refused == .notAllowed)
        #expect(try await installation.mailTest(of: .notice, by: manager) == .notAllowed)
    }

    @Test("TR-12: a test mail goes to whoever asks for it, with made-up values", arguments: Engine.all)
    func test(_ engine: Engine) async throws {
        let office = try await FullMailTests.Office(engine, .secure)
        #expect(try await word(office, .update, opening: "On {{Case.reference}}") == .kept)
        #expect(try await office.test.installation.mailTest(of: .update, by: office.viewer) == .mailed)
        let mail = try #require(await office.test.deliverMail().first)
        #expect(mail.to == "sam@firm.example" && mail.text.contains("On SAMPLE-1"))
        #expect(mail.text.contains("A sample of the note"))
    }
}
