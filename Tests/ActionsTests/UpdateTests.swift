import Actions
import Domain
import TestSupport
import Testing

@Suite struct UpdateTests {
    private struct Unexpected: Error {}

    private func draft(
        _ test: TestInstallation, body: String = "He **saw** the crates.", by viewer: Viewer
    ) async throws -> (caseFile: CaseFile, update: ID<CaseUpdate>) {
        let caseFile = try await test.caseFile(by: viewer)
        let text = try UpdateText(title: "Interview", body: body)
        guard case .written(let id, _) = try await test.installation.writeUpdate(text, in: caseFile.id, by: viewer)
        else {
            throw Unexpected()
        }
        return (caseFile, id)
    }

    @Test(
        "a draft written by two is never overwritten unseen: the later writer gets the newer text and loses nothing",
        arguments: Engine.all)
    func staleForm(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let (_, id) = try await draft(test, by: viewer)
        let mine = try UpdateText(title: "Interview", body: "Mine.")
        guard case .written = try await test.installation.changeUpdate(id, to: mine, version: 1, by: viewer) else {
            throw Unexpected()
        }
        let theirs = try UpdateText(title: "Interview", body: "Theirs.")
        guard
            case .changedMeanwhile(let newer) = try await test.installation.changeUpdate(
                id, to: theirs, version: 1, by: viewer)
        else { throw Unexpected() }
        #expect(newer.version == 2 && newer.update.body.text == "Mine.")
        guard case .written = try await test.installation.changeUpdate(id, to: theirs, version: 2, by: viewer) else {
            throw Unexpected()
        }
    }

    @Test("TR-01: validation makes an update permanent; before it, nothing can be sent", arguments: Engine.all)
    func validation(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let (caseFile, id) = try await draft(test, by: viewer)
        let contact = try await test.person("Ana", emails: ["ana@client.example"])
        _ = try await test.installation.assign(contact.id, as: .clientContact, to: caseFile.id, by: viewer)
        let shown = try #require(try await test.installation.showUpdate(id, to: viewer))
        await #expect(throws: TestInstallation.NotSent.self) {
            _ = try await test.send(shown.shown.update, to: [contact], by: viewer)
        }
        guard case .validated = try await test.installation.validateUpdate(id, version: 1, by: viewer) else {
            throw Unexpected()
        }
        let text = try UpdateText(title: "Changed", body: "afterwards")
        guard case .permanent = try await test.installation.changeUpdate(id, to: text, version: 1, by: viewer) else {
            throw Unexpected()
        }
        guard
            case .refused(.permanent) = try await test.installation.beginUpload(
                to: id, name: "a.txt", type: "text/plain", by: viewer)
        else { throw Unexpected() }
        _ = try await test.send(shown.shown.update, to: [contact], by: viewer)
        let sent = try #require(try await test.installation.showUpdate(id, to: viewer)).shown
        #expect(sent.validatedBy == "Sam Staff" && sent.sends.map(\.waiting) == [1] && sent.sends[0].recipients == 1)
    }

    @Test("TR-01: of sixteen who validate at once one does, and the others are told who did", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let (_, id) = try await draft(test, by: viewer)
        let outcomes = try await raceOfSixteen { _ in try await test.installation.validateUpdate(id, by: viewer) }
        #expect(outcomes.count { if case .validated = $0 { true } else { false } } == 1)
        #expect(outcomes.count { if case .already(by: "Sam Staff", at: _) = $0 { true } else { false } } == 15)
    }

    @Test(
        "TR-01: only those who may validate do; an empty update and a text that changed since it was read are refused",
        arguments: Engine.all)
    func refusals(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let investigator = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let (caseFile, id) = try await draft(test, body: " \n ", by: admin)
        guard case .unknown = try await test.installation.validateUpdate(id, by: investigator) else {
            throw Unexpected()
        }
        _ = try await test.installation.assign(
            investigator.person, as: .investigator, to: caseFile.id, by: admin)
        guard case .notAllowed = try await test.installation.validateUpdate(id, by: investigator) else {
            throw Unexpected()
        }
        guard case .empty = try await test.installation.validateUpdate(id, by: admin) else { throw Unexpected() }
        let text = try UpdateText(title: "Interview", body: "Words.")
        _ = try await test.installation.changeUpdate(id, to: text, version: 1, by: investigator)
        guard case .changedMeanwhile = try await test.installation.validateUpdate(id, version: 1, by: admin) else {
            throw Unexpected()
        }
        _ = try await test.installation.setStatus(.closed, of: caseFile.id, by: admin)
        guard case .closed = try await test.installation.validateUpdate(id, version: 2, by: admin) else {
            throw Unexpected()
        }
    }

    @Test("MH-01: a text is kept as typed and made safe when it is shown", arguments: Engine.all)
    func sanitised(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let typed = "**Bold** <script>alert(1)</script> [x](javascript:alert(1))\r\n<img src=x onerror=alert(1)>"
        let (_, id) = try await draft(test, body: typed, by: viewer)
        let update = try #require(try await test.installation.showUpdate(id, to: viewer)).shown.update
        #expect(update.body.text == typed.replacing("\r\n", with: "\n"))
        #expect(update.body.html.contains("<strong>Bold</strong>"))
        for word in ["<script", "javascript:", "<img", "onerror"] { #expect(!update.body.html.contains(word)) }
    }

    @Test(
        "texts that cannot be shown or have no title are refused by field",
        arguments: [("", "b", "title"), ("a\nb", "b", "title"), ("a", String(repeating: "x", count: 300_000), "body")])
    func malformed(title: String, body: String, field: String) {
        #expect { try UpdateText(title: title, body: body) } throws: { ($0 as? Malformed)?.field == field }
    }
}
