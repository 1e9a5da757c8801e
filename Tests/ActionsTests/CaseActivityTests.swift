import Actions
import Domain
import TestSupport
import Testing

@Suite struct CaseActivityTests {
    /// A case with an update that its investigator sees, one of managers alone, and a draft of the administrator.
    private struct Scene {
        let test: TestInstallation
        let admin, author, colleague: Viewer
        let caseFile: CaseFile
        let client: Person

        init(_ engine: Engine) async throws {
            test = try await TestInstallation(engine)
            admin = try await test.staff()
            author = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
            colleague = try await test.staff("Cy", email: "cy@firm.example", role: .staff)
            client = try await test.person("Ana Client", emails: ["ana@client.example"])
            caseFile = try await test.caseFile(by: admin, clients: [client], staff: [author.person])
            try await test.assign(colleague, as: .employee, to: caseFile, by: admin)
            test.world.pass(.minutes(1))
            let update = try await test.validated(in: caseFile, by: admin, files: [("Open.pdf", [1, 2, 3])])
            test.world.pass(.minutes(1))
            _ = try await test.send(update, to: [client], by: admin)
        }

        func kinds(_ viewer: Viewer, _ topic: ActivityTopic? = nil) async throws -> [String] {
            let list = try await test.installation.showActivity(of: caseFile.id, topic: topic, after: nil, to: viewer)
            return try #require(list).entries.map(\.kind)
        }

        func lastActivity(_ viewer: Viewer) async throws -> Moment? {
            try await test.installation.listCases(CaseFilter(), to: viewer).cases.first?.lastActivity
        }
    }

    @Test(
        "CR-06: what happened on a case is listed the newest first, by kind, with who did it and to whom",
        arguments: Engine.all)
    func kinds(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        await scene.test.deliverMail()
        #expect(
            try await scene.kinds(scene.author) == ["update sent", "file added", "validated", "written", "assigned"])
        #expect(try await scene.kinds(scene.author, .updates) == ["validated", "written"])
        #expect(try await scene.kinds(scene.author, .sends) == ["update sent"])
        #expect(try await scene.kinds(scene.author, .downloads) == [])
        let token = try #require(scene.test.mails.mails.first?.tokens.first)
        #expect(!token.isEmpty)
        let file = try #require(
            try await scene.test.installation.listFiles(of: scene.caseFile.id, after: nil, to: scene.author)
        ).files
        #expect(file.map(\.file.name.text) == ["Open.pdf"] && file[0].update.title.hasPrefix("Interview"))
        let list = try #require(
            try await scene.test.installation.showActivity(
                of: scene.caseFile.id, topic: .sends, after: nil, to: scene.author))
        #expect(list.entries[0].actor == .person(scene.admin.person, address: nil))
        #expect(list.people[scene.admin.person]?.name == "Sam Staff")
        #expect(list.entries[0].update?.title.hasPrefix("Interview") == true)
    }

    @Test(
        "CR-06, CR-07, AU-01: an update that one does not see leaves no trace in activity, files and the time of the last activity",
        arguments: Engine.all)
    func hidden(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        let (test, viewers) = (scene.test, [scene.author, scene.colleague])
        let files = { (viewer: Viewer) in
            try await test.installation.listFiles(of: scene.caseFile.id, after: nil, to: viewer)?.files.count
        }
        var before: [([String], Moment?, Int?)] = []
        for viewer in viewers {
            before.append(
                (try await scene.kinds(viewer), try await scene.lastActivity(viewer), try await files(viewer)))
        }
        let group = try await test.accessGroup(for: [.manager], by: scene.admin)
        test.world.pass(.minutes(5))
        let secret = try await test.written("Hidden.", in: scene.caseFile, group: group, by: scene.admin)
        guard
            case .upload(let upload) = try await test.installation.beginUpload(
                to: secret, name: "Secret.pdf", type: "application/pdf", by: scene.admin)
        else {
            Issue.record("The upload should begin.")
            return
        }
        _ = try await upload.append([1, 2, 3])
        _ = try await upload.finish()
        _ = try await test.installation.validateUpdate(secret, by: scene.admin)
        for (viewer, was) in zip(viewers, before) {
            #expect(try await scene.kinds(viewer) == was.0)
            #expect(try await scene.lastActivity(viewer) == was.1)
            #expect(try await files(viewer) == was.2)
            let person = try await test.installation.showPerson(scene.client.id, to: viewer)
            #expect(person?.cases.first?.lastActivity == was.1)
        }
        #expect(try await scene.kinds(scene.admin, .files).count == 2)
        #expect(try await scene.lastActivity(scene.admin) == test.world.now())
        test.world.pass(.minutes(5))
        _ = try await test.written("Draft.", in: scene.caseFile, by: scene.admin)
        #expect(try await scene.lastActivity(scene.colleague) == before[1].1, "drafts are not for those who help alone")
        #expect(try await scene.kinds(scene.colleague) == before[1].0)
        #expect(try await scene.lastActivity(scene.author) == test.world.now())
        #expect(try await scene.kinds(scene.author).first == "written")
        let stranger = try await test.staff("Di", email: "di@firm.example", role: .investigator)
        let nothing = try await test.installation.showActivity(
            of: scene.caseFile.id, topic: nil, after: nil, to: stranger)
        #expect(nothing == nil)
        #expect(try await test.installation.listFiles(of: scene.caseFile.id, after: nil, to: stranger) == nil)
    }

    @Test("CR-06: what many histories hold is the same in pages of any size, each entry once", arguments: Engine.all)
    func pages(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        await scene.test.deliverMail()
        for reason in ["One.", "Two."] {
            _ = try await scene.test.installation.placeHold(reason: reason, on: scene.caseFile.id, by: scene.admin)
            _ = try await scene.test.installation.liftHold(reason: reason, on: scene.caseFile.id, by: scene.admin)
        }
        let show = { (mark: CaseActivity.Mark?, limit: Int) in
            try #require(
                try await scene.test.installation.showActivity(
                    of: scene.caseFile.id, topic: nil, after: mark, limit: limit, to: scene.admin))
        }
        let all = try await show(nil, 100).entries.map(\.mark)
        #expect(all.count == 9 && Set(all).count == 9)
        for size in 1...4 {
            var (found, mark): ([CaseActivity.Mark], CaseActivity.Mark?) = ([], nil)
            repeat {
                let page = try await show(mark, size)
                found += page.entries.map(\.mark)
                mark = page.next
            } while mark != nil
            #expect(found == all)
        }
    }

    @Test("CR-07: the files of a case are listed in every version, the newest first, in pages", arguments: Engine.all)
    func files(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        let (test, admin) = (scene.test, scene.admin)
        let update = try #require(try await test.installation.showCase(scene.caseFile.id, to: admin)).updates[0]
        let old = update.attachments[0]
        test.world.pass(.minutes(1))
        guard
            case .upload(let upload) = try await test.installation.beginReplacement(
                of: old.id, name: "Open 2.pdf", type: "application/pdf", reason: "Wrong page.", by: admin)
        else {
            Issue.record("The replacement should begin.")
            return
        }
        _ = try await upload.append([4, 5])
        _ = try await upload.finish()
        let list = try #require(
            try await test.installation.listFiles(of: scene.caseFile.id, after: nil, limit: 1, to: admin))
        #expect(list.files.map(\.file.name.text) == ["Open 2.pdf"] && list.files[0].file.version == 2)
        #expect(list.files[0].uploader?.name == "Sam Staff" && list.files[0].group?.name == "Standard")
        let rest = try #require(
            try await test.installation.listFiles(of: scene.caseFile.id, after: list.next, limit: 1, to: admin))
        #expect(rest.files.map(\.file.id) == [old.id] && rest.files[0].file.supersededAt != nil && rest.next == nil)
        #expect(try await scene.kinds(admin, .files) == ["file replaced", "file added"])
    }
}
