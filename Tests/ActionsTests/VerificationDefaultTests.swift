import Actions
import Cryptography
import Domain
import TestSupport
import Testing

/// Who asks that links open only after a mailed code, before a sender says so.
@Suite struct VerificationDefaultTests {
    private struct Asked: Sendable, CustomTestStringConvertible {
        let organisation, caseFile, group: Bool
        var testDescription: String { "organisation \(organisation), case \(caseFile), group \(group)" }

        static let all = [false, true].flatMap { organisation in
            [false, true].flatMap { caseFile in
                [false, true].map { Asked(organisation: organisation, caseFile: caseFile, group: $0) }
            }
        }
    }

    @Test(
        "N-44, TR-18: any of organisation, case and access group that asks protects a send unless its sender says otherwise",
        arguments: Engine.all, Asked.all)
    private func anyAsks(_ engine: Engine, _ asked: Asked) async throws {
        let firm = Organisation(
            name: "Firm", contact: "Call us", origin: TestInstallation.origin,
            mailFrom: try EmailAddress(reading: "updates@firm.example"), asksForCode: asked.organisation)
        let test = try await TestInstallation(engine, organisation: firm)
        let viewer = try await test.staff()
        let caseFile = try await test.caseFile(by: viewer, asksForCode: asked.caseFile)
        let group = try await test.accessGroup(
            "Medical", for: [.investigator, .clientContact], requiresValidation: false, asksForCode: asked.group,
            by: viewer)
        let update = try await test.written(in: caseFile, group: group, by: viewer)
        _ = try await test.installation.submitUpdate(update, by: viewer)
        guard case .choices(let choices) = try await test.installation.prepareSend(of: update, by: viewer) else {
            Issue.record("It can be sent.")
            return
        }
        let verification = choices.verification
        #expect(verification.byOrganisation == asked.organisation && verification.byCase == asked.caseFile)
        #expect(verification.byGroup?.name == (asked.group ? "Medical" : nil))
        #expect(verification.isAsked == (asked.organisation || asked.caseFile || asked.group))
        let found = try await test.installation.verificationDefault(of: update, for: viewer)
        #expect(found == verification)
    }

    @Test(
        "N-44: the default of a case is changed like its title, stays through an import, and the history has it",
        arguments: Engine.all)
    func history(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let caseFile = try await test.caseFile("9", by: viewer)
        let details = try CaseDetails(reference: "9", title: "Harbour matter", asksForCode: true)
        #expect(try await test.installation.changeCase(caseFile.id, to: details, by: viewer) == .kept(caseFile.id))
        let brought = try await test.installation.bringImport(
            Array("reference,title\n9,Another title\n".utf8), of: .cases, by: viewer)
        guard case .brought(let id) = brought else {
            Issue.record("It should be readable: \(brought)")
            return
        }
        let seen = try #require(try await test.installation.showImport(id, to: viewer)?.plan?.name)
        _ = try await test.installation.confirmImport(id, seen: seen, by: viewer)
        let found = try #require(try await test.installation.findCase(caseFile.id, for: viewer))
        #expect(found.title == "Another title" && found.asksForCode)
        let list = try await test.installation.showActivity(of: caseFile.id, topic: nil, after: nil, to: viewer)
        #expect(
            try #require(list).entries.compactMap(\.detail).contains(
                "identity verification from “up to the sender” to “asked for”"))
    }
}
