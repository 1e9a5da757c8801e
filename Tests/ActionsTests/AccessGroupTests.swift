import Actions
import Domain
import TestSupport
import Testing

@Suite struct AccessGroupTests {
    private struct Unexpected: Error {}

    /// Whether what hangs on an update is there for this viewer, one by one.
    private func doors(
        _ test: TestInstallation, _ update: ID<CaseUpdate>, _ file: ID<Domain.Attachment>, _ send: ID<Send>,
        for viewer: Viewer
    ) async throws -> [Bool] {
        let installation = test.installation
        let tracked = try await installation.showSend(send, to: test.again(viewer))
        let caseFile = try await installation.showUpdate(update, to: viewer)?.caseFile
        return try await [
            caseFile != nil, installation.showAttachment(file, to: viewer) != nil,
            installation.readAttachment(file, range: 0..<1, by: viewer) != nil,
            installation.listSends(of: update, after: nil, limit: 9, to: viewer) != nil, tracked != nil,
            installation.watchSend(send, for: viewer) != nil,
        ]
    }

    @Test(
        "OS-16: the access group decides who sees an update, in lists, by itself, its files, its sends and their tracker",
        arguments: Engine.all)
    func sight(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let manager = try await test.staff("Mia", email: "mia@firm.example", role: .manager)
        let investigator = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let client = try await test.person("Ana", emails: ["ana@client.example"])
        let caseFile = try await test.caseFile(by: admin, clients: [client], staff: [investigator.person])
        let group = try await test.accessGroup(for: [.manager, .clientContact], by: admin)
        let update = try await test.validated(in: caseFile, by: admin, files: [("a.txt", [1, 2, 3])])
        let text = try await test.written(in: caseFile, group: group, by: admin)
        _ = try await test.installation.validateUpdate(text, by: admin)
        let send = try await test.send(update, to: [client], by: admin)
        let file = try #require(try await test.installation.showUpdate(update.id, to: admin)).shown.attachments[0].id
        for viewer in [admin, manager, investigator] {
            #expect(try await doors(test, update.id, file, send, for: viewer) == Array(repeating: true, count: 6))
        }
        #expect(try await test.installation.showCase(caseFile.id, to: investigator)?.updates.count == 1)
        #expect(try await test.installation.showCase(caseFile.id, to: manager)?.updates.count == 2)
        #expect(try await test.installation.showUpdate(text, to: investigator) == nil)
        try await test.restrictStandardGroup(to: [.manager], by: admin)
        for viewer in [admin, manager] {
            #expect(try await doors(test, update.id, file, send, for: viewer) == Array(repeating: true, count: 6))
        }
        #expect(try await doors(test, update.id, file, send, for: investigator) == Array(repeating: false, count: 6))
        let delivery = try #require(try await test.installation.showSend(send, to: admin)).deliveries[0].delivery.id
        #expect(try await test.installation.showDelivery(delivery, to: investigator) == nil)
        #expect(try await test.installation.resendNotice(of: delivery, by: investigator) == .unknown)
        #expect(try await test.installation.revokeLinks(.send(send), by: investigator) == .unknown)
        #expect(try await test.installation.showPerson(client.id, to: investigator)?.deliveries.isEmpty == true)
        #expect(try await test.installation.showPerson(client.id, to: manager)?.deliveries.count == 1)
        test.world.pass(.days(5))
        let (late, later) = try await (test.again(investigator), test.again(manager))
        #expect(try await test.installation.showStartPage(to: late).expiring.isEmpty)
        #expect(try await test.installation.showStartPage(to: later).expiring.count == 1)
    }

    @Test(
        "OS-16: a signed-in person whose role the access group keeps out stands before the door of a link like anybody",
        arguments: Engine.all)
    func links(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        let investigator = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        try await test.assign(investigator, as: .employee, to: file.caseFile, by: file.viewer)
        let visitor = Visitor(
            session: nil, staff: investigator, client: ClientTrace(address: "192.0.2.1", userAgent: ""))
        guard case .file(let found) = try await test.installation.findDownload(file.token, by: visitor),
            case .transfer(let transfer) = try await test.installation.beginDownload(found, range: 0..<1, by: visitor)
        else { throw Unexpected() }
        #expect(try await transfer.mayGoOn())
        try await test.restrictStandardGroup(to: [.clientContact], by: file.viewer)
        #expect(try await !transfer.mayGoOn())
        guard case .locked = try await test.installation.findDownload(file.token, by: visitor),
            case .protected = try await test.installation.openLink(file.token, by: visitor)
        else { throw Unexpected() }
    }

    @Test(
        "TR-07, OS-16: recipients whose role the access group keeps out are refused by name, and nothing is sent to anybody",
        arguments: Engine.all)
    func recipients(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let investigator = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let (ana, ben) = (
            try await test.person("Ana Client", emails: ["ana@client.example"]),
            try await test.person("Ben Counsel", emails: ["ben@counsel.example"])
        )
        let caseFile = try await test.caseFile(by: admin, clients: [ana])
        _ = try await test.installation.assign(ben.id, as: .affiliateContact, to: caseFile.id, by: admin)
        let group = try await test.accessGroup("Counsel", for: [.affiliateContact], by: admin)
        let update = try await test.written(in: caseFile, group: group, by: admin)
        _ = try await test.installation.validateUpdate(update, by: admin)
        let options = SendOptions(
            identityVerification: true, associateOtherRecipients: true, linkLifetime: .standard, additionalNote: nil)
        let request = { (people: [ID<Person>], key: String) in
            SendRequest(update: update, recipients: RecipientChoice(people), options: options, key: key)
        }
        let everybody = [ben.id, ana.id, investigator.person, admin.person]
        guard
            case .refused(let refused) = try await test.installation.sendUpdate(request(everybody, "1"), by: admin)
        else { throw Unexpected() }
        #expect(refused.map(\.name) == ["Ana Client", "Ivo"])
        #expect(refused.allSatisfy { $0.reason == .notInAudience })
        #expect(await test.deliverMail().isEmpty)
        guard case .choices(let choices) = try await test.installation.prepareSend(of: update, by: admin) else {
            throw Unexpected()
        }
        let free = choices.candidates.filter { $0.obstacle == nil }.map(\.person.name)
        #expect(Set(free) == ["Ben Counsel", "Sam Staff"])
        guard case .sent = try await test.installation.sendUpdate(request([ben.id, admin.person], "2"), by: admin)
        else {
            throw Unexpected()
        }
        #expect(await test.deliverMail().count == 2)
    }

    @Test(
        "TR-01: where the access group needs no validation, submitting makes an update permanent, and it says so",
        arguments: Engine.all)
    func automatic(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let author = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let caseFile = try await test.caseFile(by: admin, staff: [author.person])
        let group = try await test.accessGroup(for: [.investigator], requiresValidation: false, by: admin)
        let id = try await test.written(in: caseFile, group: group, by: author)
        #expect(try await test.installation.showUpdate(id, to: author)?.shown.update.state == .draft)
        guard case .validated = try await test.installation.submitUpdate(id, by: author) else { throw Unexpected() }
        let shown = try #require(try await test.installation.showUpdate(id, to: author)).shown
        #expect(shown.update.state == .validated && shown.update.validation?.isAutomatic == true)
        #expect(shown.validatedBy == "Ivo")
    }

    @Test(
        "OS-16: a group one may not see, or that is archived, cannot be chosen; the one an update has stays",
        arguments: Engine.all)
    func choice(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let author = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let caseFile = try await test.caseFile(by: admin, staff: [author.person])
        let hidden = try await test.accessGroup("Managers", for: [.manager], by: admin)
        let open = try await test.accessGroup("Notes", for: [.investigator], by: admin)
        let write = { (group: ID<AccessGroup>) in
            try await test.installation.writeUpdate(
                UpdateText(title: "T", body: "b", group: group), in: caseFile.id, by: author)
        }
        guard case .noSuchGroup = try await write(hidden), case .written(let id, _) = try await write(open) else {
            throw Unexpected()
        }
        #expect(try await test.installation.archiveAccessGroup(open, true, by: admin) == .kept(open))
        guard case .noSuchGroup = try await write(open) else { throw Unexpected() }
        let kept = try UpdateText(title: "T2", body: "b", group: open)
        guard case .written = try await test.installation.changeUpdate(id, to: kept, version: 1, by: author) else {
            throw Unexpected()
        }
        let moved = try UpdateText(title: "T2", body: "b", group: hidden)
        guard case .noSuchGroup = try await test.installation.changeUpdate(id, to: moved, version: 2, by: author) else {
            throw Unexpected()
        }
        let choices = try await test.installation.accessGroupChoices(keeping: open, for: author)
        #expect(choices.map(\.name) == ["Standard", "Notes"])
        #expect(try await test.installation.listAccessGroups(to: author).map(\.group.name) == ["Standard", "Notes"])
        #expect(try await test.installation.archiveAccessGroup(open, false, by: admin) == .kept(open))
        guard case .written = try await write(open) else { throw Unexpected() }
    }

    @Test(
        "OS-16: groups are kept by administrators and owners, under names of their own, never over another's change",
        arguments: Engine.all)
    func keeping(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let manager = try await test.staff("Mia", email: "mia@firm.example", role: .manager)
        let installation = test.installation
        let details = { @Sendable (name: String, audience: Set<AudienceRole>) in
            try AccessGroupDetails(
                name: name, audience: audience, requiresValidation: false, isPartOfDocuments: true)
        }
        #expect(try await installation.addAccessGroup(details("Notes", []), by: manager) == .notAllowed)
        let id = try await test.accessGroup("Notes", for: [.manager], by: admin)
        #expect(try await installation.addAccessGroup(details("Notes", []), by: admin) == .nameTaken)
        let change = { @Sendable (name: String, version: Int64) in
            try await installation.changeAccessGroup(
                id, to: details(name, [.auditor, .clientContact]), version: version, by: admin)
        }
        #expect(try await change("Standard", 1) == .nameTaken)
        #expect(try await change("Our notes", 1) == .kept(id))
        #expect(try await change("Late", 1) == .changedMeanwhile)
        let shown = try #require(try await installation.showAccessGroup(id, to: admin))
        #expect(shown.group.name == "Our notes" && shown.group.audience == [.auditor, .clientContact])
        #expect(shown.version == 2 && !shown.group.requiresValidation && shown.group.isPartOfDocuments)
        #expect(try await installation.archiveAccessGroup(AccessGroup.standard, true, by: admin) == .isStandard)
        #expect(try await installation.archiveAccessGroup(id, true, by: manager) == .notAllowed)
        let outcomes = try await raceOfSixteen { try await change("Race \($0)", 2) }
        #expect(outcomes.count { $0 == .kept(id) } == 1 && outcomes.count { $0 == .changedMeanwhile } == 15)
    }
}

extension TestInstallation {
    /// From now on the group that updates have by default is for these roles alone.
    func restrictStandardGroup(to audience: Set<AudienceRole>, by viewer: Viewer) async throws {
        let details = try AccessGroupDetails(
            name: "Standard", audience: audience, requiresValidation: true, isPartOfDocuments: true)
        let kept = try await installation.changeAccessGroup(
            AccessGroup.standard, to: details, version: 1, by: viewer)
        guard case .kept = kept else { throw NotRestricted() }
    }
}

private struct NotRestricted: Error {}
