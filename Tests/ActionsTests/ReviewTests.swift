import Actions
import Domain
import TestSupport
import Testing

@Suite struct ReviewTests {
    /// An author who may not validate, two who may, and a case for them.
    private struct Firm {
        let test: TestInstallation
        let author, manager, owner, colleague: Viewer
        let caseFile: CaseFile

        init(_ engine: Engine) async throws {
            test = try await TestInstallation(engine)
            author = try await test.staff("Ivo Author", email: "ivo@firm.example", role: .investigator)
            manager = try await test.staff("Mia Manager", email: "mia@firm.example", role: .manager)
            owner = try await test.staff("Ola Owner", email: "ola@firm.example", role: .owner)
            colleague = try await test.staff("Eve Employee", email: "eve@firm.example", role: .staff)
            caseFile = try await test.caseFile(by: owner)
            try await test.assign(author, as: .investigator, to: caseFile, by: owner)
            try await test.assign(colleague, as: .employee, to: caseFile, by: owner)
        }

        func state(_ id: ID<CaseUpdate>, for viewer: Viewer? = nil) async throws -> UpdateState? {
            try await test.installation.showUpdate(id, to: viewer ?? owner)?.shown.update.state
        }
    }

    private struct Unexpected: Error {}

    @Test(
        "TR-01: submitted, returned with a reason, changed, submitted again, validated: each step says who and when",
        arguments: Engine.all)
    func way(_ engine: Engine) async throws {
        let firm = try await Firm(engine)
        let installation = firm.test.installation
        let id = try await firm.test.written(in: firm.caseFile, by: firm.author)
        guard case .notSubmitted = try await installation.returnUpdate(id, reason: "No.", by: firm.manager),
            case .submitted = try await installation.submitUpdate(id, version: 1, by: firm.author),
            case .already(by: "Ivo Author", _) = try await installation.submitUpdate(id, by: firm.author)
        else { throw Unexpected() }
        #expect(try await firm.state(id) == .submitted)
        let waiting = try await installation.showStartPage(to: firm.manager).waiting
        #expect(waiting.map(\.update.id) == [id] && waiting.map(\.by) == ["Ivo Author"])
        #expect(try await installation.showStartPage(to: firm.author).waiting.isEmpty)
        guard case .returned = try await installation.returnUpdate(id, reason: "Name it.", version: 1, by: firm.manager)
        else { throw Unexpected() }
        let returned = try await installation.showStartPage(to: firm.author).returned
        #expect(returned.first?.update.giveBack?.reason == "Name it." && returned.first?.by == "Mia Manager")
        #expect(try await installation.showStartPage(to: firm.manager).returned.isEmpty)
        guard case .returned(by: "Mia Manager", _) = try await installation.validateUpdate(id, by: firm.owner) else {
            throw Unexpected()
        }
        let text = try UpdateText(title: "Interview", body: "He saw the crates.")
        guard
            case .written(_, version: 2) = try await installation.changeUpdate(
                id, to: text, version: 1, by: firm.author),
            case .changedMeanwhile = try await installation.submitUpdate(id, version: 1, by: firm.author),
            case .submitted = try await installation.submitUpdate(id, version: 2, by: firm.author),
            case .validated = try await installation.validateUpdate(id, version: 2, by: firm.owner),
            case .permanent(by: "Ola Owner", _) = try await installation.submitUpdate(id, by: firm.author),
            case .permanent(by: "Ola Owner", _) = try await installation.returnUpdate(id, reason: "x", by: firm.manager)
        else { throw Unexpected() }
        let shown = try #require(try await installation.showUpdate(id, to: firm.colleague)).shown
        #expect(shown.submittedBy == "Ivo Author" && shown.validatedBy == "Ola Owner")
        #expect(shown.update.validation?.isAutomatic == false)
        #expect(try await installation.showStartPage(to: firm.author).returned.isEmpty)
    }

    @Test(
        "TR-01: what is not validated is seen by its author, by those who answer for the case and by those who may validate",
        arguments: Engine.all)
    func sight(_ engine: Engine) async throws {
        let firm = try await Firm(engine)
        let (test, installation) = (firm.test, firm.test.installation)
        let second = try await test.staff("Pia Partner", email: "pia@firm.example", role: .staff)
        let auditor = try await test.staff("Aud", email: "aud@firm.example", role: .auditor)
        try await test.assign(second, as: .caseManager, to: firm.caseFile, by: firm.owner)
        let id = try await test.written(in: firm.caseFile, by: firm.colleague)
        for step in 1...2 {
            for viewer in [firm.author, firm.manager, firm.owner, firm.colleague, second] {
                #expect(try await firm.state(id, for: viewer) != nil, "\(viewer.name) at \(step)")
                #expect(try await installation.showCase(firm.caseFile.id, to: viewer)?.updates.count == 1)
            }
            #expect(try await firm.state(id, for: auditor) == nil)
            _ = try await installation.submitUpdate(id, by: firm.colleague)
        }
        let stranger = try await test.staff("Sia", email: "sia@firm.example", role: .staff)
        try await test.assign(stranger, as: .employee, to: firm.caseFile, by: firm.owner)
        for viewer in [stranger, auditor] {
            #expect(try await firm.state(id, for: viewer) == nil)
            #expect(try await installation.showCase(firm.caseFile.id, to: viewer)?.updates.isEmpty == true)
            let list = try await installation.listUpdates(of: firm.caseFile.id, after: nil, limit: 9, to: viewer)
            #expect(list?.updates.isEmpty == true)
            guard case .unknown = try await installation.submitUpdate(id, by: viewer),
                case .unknown = try await installation.returnUpdate(id, reason: "x", by: viewer),
                case .refused(.unknown) = try await installation.beginUpload(to: id, name: "a", type: "", by: viewer)
            else { throw Unexpected() }
        }
        _ = try await installation.validateUpdate(id, by: firm.manager)
        for viewer in [stranger, auditor] { #expect(try await firm.state(id, for: viewer) == .validated) }
    }

    @Test(
        "TR-01: of sixteen who return and validate at once one does, and all others are told who did",
        arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let firm = try await Firm(engine)
        let (test, installation) = (firm.test, firm.test.installation)
        for _ in 1...3 {
            let id = try await test.written(in: firm.caseFile, by: firm.author)
            _ = try await installation.submitUpdate(id, by: firm.author)
            let outcomes = try await raceOfSixteen { runner -> String? in
                guard runner % 2 == 0 else {
                    switch try await installation.returnUpdate(id, reason: "Again.", by: firm.manager) {
                    case .returned: return "won"
                    case .already(let name, _), .permanent(let name, _): return name
                    default: return "?"
                    }
                }
                switch try await installation.validateUpdate(id, by: firm.owner) {
                case .validated: return "won"
                case .already(let name, _), .returned(let name, _): return name
                default: return "?"
                }
            }
            let winner = try await firm.state(id) == .validated ? "Ola Owner" : "Mia Manager"
            #expect(outcomes.count { $0 == "won" } == 1)
            #expect(outcomes.count { $0 == winner } == 15, "\(outcomes)")
        }
    }

    @Test(
        "TR-01: a file that was added or taken off since the update was read is not validated unseen",
        arguments: Engine.all)
    func unseenFiles(_ engine: Engine) async throws {
        let firm = try await Firm(engine)
        let (test, installation) = (firm.test, firm.test.installation)
        let update = try await test.draft(
            in: firm.caseFile, by: firm.author, files: [("a.txt", [1]), ("b.txt", [2]), ("c.txt", [3])])
        let read = try #require(try await installation.showUpdate(update.id, to: firm.owner)).shown.attachments
        let validate = { (files: FilesMark) in
            try await installation.validateUpdate(update.id, version: 1, files: files, by: firm.owner)
        }
        _ = try await installation.detachFile(read[1].id, by: firm.author)
        guard case .changedMeanwhile = try await validate(FilesMark(read)) else { throw Unexpected() }
        guard
            case .upload(let upload) = try await installation.beginUpload(
                to: update.id, name: "d.txt", type: "text/plain", by: firm.author)
        else { throw Unexpected() }
        _ = try await upload.append([4])
        _ = try await upload.finish()
        for mark in [FilesMark(read), FilesMark([read[0], read[2]]), FilesMark([]), FilesMark("x")] {
            guard case .changedMeanwhile = try await validate(mark) else { throw Unexpected() }
        }
        let now = try #require(try await installation.showUpdate(update.id, to: firm.owner)).shown.attachments
        guard case .validated = try await validate(FilesMark(now)) else { throw Unexpected() }
    }

    @Test("TR-01: sixteen who submit at once submit once", arguments: Engine.all)
    func submissions(_ engine: Engine) async throws {
        let firm = try await Firm(engine)
        let installation = firm.test.installation
        let id = try await firm.test.written(in: firm.caseFile, by: firm.author)
        let outcomes = try await raceOfSixteen { _ in try await installation.submitUpdate(id, by: firm.author) }
        #expect(outcomes.count { if case .submitted = $0 { true } else { false } } == 1)
        #expect(outcomes.count { if case .already(by: "Ivo Author", _) = $0 { true } else { false } } == 15)
    }

    @Test("TR-01: an empty update, a closed case and those who may not are refused each step", arguments: Engine.all)
    func refusals(_ engine: Engine) async throws {
        let firm = try await Firm(engine)
        let installation = firm.test.installation
        let empty = try await firm.test.written(" \n\u{200b}", in: firm.caseFile, by: firm.author)
        let id = try await firm.test.written(in: firm.caseFile, by: firm.author)
        guard case .empty = try await installation.submitUpdate(empty, by: firm.author),
            case .submitted = try await installation.submitUpdate(id, by: firm.author),
            case .notAllowed = try await installation.returnUpdate(id, reason: "x", by: firm.author),
            case .changedMeanwhile = try await installation.returnUpdate(id, reason: "x", version: 7, by: firm.owner)
        else { throw Unexpected() }
        _ = try await installation.setStatus(.closed, of: firm.caseFile.id, by: firm.owner)
        guard case .closed = try await installation.returnUpdate(id, reason: "x", by: firm.owner),
            case .closed = try await installation.submitUpdate(empty, by: firm.author)
        else { throw Unexpected() }
        let start = try await installation.showStartPage(to: firm.manager)
        #expect(start.waiting.isEmpty)
    }

    @Test("A reason has words, and not too many", arguments: ["", " \n", String(repeating: "x", count: 2001), "a\0b"])
    func reasons(text: String) {
        #expect { try GiveBack.reason(reading: text) } throws: { ($0 as? Malformed)?.field == "reason" }
    }
}
