import Actions
import Domain
import TestSupport
import Testing

@Suite struct PresetTests {
    private struct Unexpected: Error {}

    @Test(
        "N-43: a preset is filled in for its case: reference, people, writer and day; the missing one is named",
        arguments: Engine.all)
    func filling(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let author = try await test.staff("Ivo *Author*", email: "ivo@firm.example", role: .investigator)
        let caseFile = try await test.caseFile("2026-014", by: admin, staff: [author.person])
        let body = "{{Case.reference}}, {{Case.title}}, by {{Author.name}} for {{Case.client}}, {{Organisation.name}}"
        let id = try await test.preset(title: "Week of {{Date.today}}", body: body, by: admin)
        guard
            case .unresolved(let problem) = try await test.installation.fillPreset(id, on: caseFile.id, by: author)
        else { throw Unexpected() }
        #expect(problem.field == "body" && problem.remedy.contains("{{Case.client}} stands for nothing"))
        for name in ["Ana Client", "Bo Client"] {
            let client = try await test.person(name, emails: ["\(name.prefix(2))@client.example"])
            _ = try await test.installation.assign(client.id, as: .clientContact, to: caseFile.id, by: admin)
            test.world.pass(.seconds(1))
        }
        let filled = try await test.installation.fillPreset(id, on: caseFile.id, by: author)
        #expect(
            filled
                == .text(
                    title: "Week of 23 November 2026",
                    body:
                        #"2026-014, Harbour matter, by Ivo \*Author\* for Ana Client, Bo Client, Harbour \& Quay Investigations"#,
                    group: AccessGroup.standard))
        let stranger = try await test.staff("Sia", email: "sia@firm.example", role: .staff)
        #expect(try await test.installation.fillPreset(id, on: caseFile.id, by: stranger) == .unknown)
    }

    @Test(
        "N-43: an update with a variable in it is neither submitted nor validated, and the variable is named",
        arguments: Engine.all)
    func unresolved(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let id = try await test.written("For {{Case.client}} and {{x}}.", in: test.caseFile(by: admin), by: admin)
        guard case .unresolved(["Case.client", "x"]) = try await test.installation.submitUpdate(id, by: admin),
            case .unresolved(["Case.client", "x"]) = try await test.installation.validateUpdate(id, by: admin)
        else { throw Unexpected() }
        let text = try UpdateText(title: "T", body: "For Ana and {x}.")
        _ = try await test.installation.changeUpdate(id, to: text, version: 1, by: admin)
        guard case .validated = try await test.installation.validateUpdate(id, by: admin) else { throw Unexpected() }
    }

    @Test(
        "N-43: presets are kept by who may validate, under names of their own, for groups they may choose",
        arguments: Engine.all)
    func keeping(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let manager = try await test.staff("Mia", email: "mia@firm.example", role: .manager)
        let author = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let hidden = try await test.accessGroup("Owners", for: [], by: admin)
        let installation = test.installation
        let text = { @Sendable (name: String, group: ID<AccessGroup>) in
            try PresetText(name: name, group: group, title: "T", body: "B")
        }
        let standard = AccessGroup.standard
        #expect(try await installation.addPreset(text("Mine", standard), by: author) == .notAllowed)
        #expect(try await installation.addPreset(text("Mine", hidden), by: manager) == .noSuchGroup)
        guard case .kept(let id) = try await installation.addPreset(text("Mine", standard), by: manager),
            case .kept(let secret) = try await installation.addPreset(text("Secret", hidden), by: admin)
        else { throw Unexpected() }
        #expect(try await installation.addPreset(text("Mine", standard), by: admin) == .nameTaken)
        #expect(try await installation.listPresets(to: author).map(\.preset.name) == ["Mine"])
        #expect(try await installation.showPreset(secret, to: manager) == nil)
        #expect(
            try await installation.changePreset(secret, to: text("X", standard), version: 1, by: manager) == .unknown)
        let outcomes = try await raceOfSixteen { runner in
            try await installation.changePreset(id, to: text("Race \(runner)", standard), version: 1, by: manager)
        }
        #expect(outcomes.count { $0 == .kept(id) } == 1 && outcomes.count { $0 == .changedMeanwhile } == 15)
        #expect(try await installation.archivePreset(id, true, by: author) == .notAllowed)
        #expect(try await installation.archivePreset(id, true, by: manager) == .kept(id))
        #expect(try await installation.showPreset(id, to: author)?.preset.archivedAt != nil)
        let caseFile = try await test.caseFile(by: admin)
        #expect(try await installation.fillPreset(id, on: caseFile.id, by: admin) == .unknown)
        #expect(try await installation.archivePreset(id, false, by: manager) == .kept(id))
        #expect(try await installation.listAccessGroups(to: admin).map(\.presets) == [1, 1])
    }

    @Test(
        "N-43: a preset with a variable that is none of ours is refused for its field, by name",
        arguments: ["title", "body"])
    func unknownVariable(field: String) {
        let wrong = "{{case.title}}"
        #expect {
            try PresetText(
                name: "N", group: AccessGroup.standard, title: field == "title" ? wrong : "T",
                body: field == "body" ? wrong : "B")
        } throws: { error in
            let problem = error as? Malformed
            return problem?.field == field && problem?.remedy.contains("{{case.title}}") == true
        }
    }
}
