import Actions
import Domain
import TestSupport
import Testing

@Suite struct NotificationTests {
    @Test(
        "TR-15: an update that is submitted is told to those of the case who may validate, its return and its validation to its author",
        arguments: Engine.all)
    func review(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        let id = try await firm.submitted()
        let told = try #require(try await firm.list(firm.manager).items.first)
        #expect(told.notification.kind == .updateSubmitted && told.notification.update == id)
        #expect(told.actor == "Ivo Author" && told.updateTitle == "Interview" && told.caseReference == "2026-001")
        #expect(try await firm.kinds(firm.owner).isEmpty)
        #expect(try await firm.kinds(firm.author).isEmpty)
        firm.test.world.pass(.seconds(1))
        try await firm.giveBack(id)
        #expect(try await firm.kinds(firm.author) == [.updateReturned])
        firm.test.world.pass(.seconds(1))
        _ = try await firm.installation.submitUpdate(id, by: firm.author)
        _ = try await firm.installation.validateUpdate(id, by: firm.owner)
        #expect(try await firm.kinds(firm.author) == [.updateValidated, .updateReturned])
        #expect(try await firm.kinds(firm.manager) == [.updateSubmitted, .updateSubmitted])
    }

    @Test("TR-15: where nobody of the case may validate, everybody who may is told", arguments: Engine.all)
    func nobodyNear(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        _ = try await firm.installation.unassign(firm.manager.person, from: firm.caseFile.id, by: firm.owner)
        try await firm.submitted()
        #expect(try await firm.kinds(firm.manager) == [.updateSubmitted])
        #expect(try await firm.kinds(firm.owner) == [.updateSubmitted])
        #expect(try await firm.kinds(firm.colleague).isEmpty)
    }

    @Test(
        "TR-15: a new part in a case is told, and mailed where both sides want it; the same one again and one's own doing are not",
        arguments: Engine.all)
    func assigned(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        for _ in 0..<2 {
            try await firm.test.assign(firm.colleague, as: .employee, to: firm.caseFile, by: firm.owner)
        }
        try await firm.test.assign(firm.owner, as: .caseManager, to: firm.caseFile, by: firm.owner)
        let told = try await firm.list(firm.colleague).items
        #expect(told.map(\.notification.kind) == [.assigned] && told.map(\.notification.detail) == ["employee"])
        #expect(told.map(\.caseTitle) == ["Harbour matter"])
        #expect(try await firm.kinds(firm.owner).isEmpty)
        #expect(await firm.mailsOfBurst().isEmpty)
        let assign = { (role: AssignmentRole) in
            try await firm.installation.assign(
                firm.colleague.person, as: role, notifying: true, to: firm.caseFile.id, by: firm.owner)
        }
        #expect(try await assign(.investigator) == .told)
        #expect(await firm.test.deliverMail().map(\.to) == ["eve@firm.example"])
        try await firm.choose(.assigned, .inApp, by: firm.colleague)
        #expect(try await assign(.employee) == .untold)
        #expect(await firm.mailsOfBurst().isEmpty)
        #expect(try await firm.kinds(firm.colleague) == [.assigned, .assigned, .assigned])
    }

    @Test(
        "AU-01, TR-15: whoever loses the case or the role finds nothing of it, and can neither open nor count it",
        arguments: Engine.all)
    func lostSight(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        let id = try await firm.submitted()
        try await firm.giveBack(id)
        let told = try #require(try await firm.list(firm.author).items.first).notification
        _ = try await firm.installation.unassign(firm.author.person, from: firm.caseFile.id, by: firm.owner)
        let list = try await firm.list(firm.author)
        #expect(list.items.isEmpty && list.unread == 0)
        #expect(try await firm.installation.openNotification(told.id, by: firm.author) == nil)
        #expect(try await firm.installation.readNotification(told.id, by: firm.author) == nil)
        #expect(try await !firm.installation.readNotifications(upTo: told.id, by: firm.author))
        firm.test.world.pass(.seconds(1))
        try await firm.test.assign(firm.author, as: .investigator, to: firm.caseFile, by: firm.owner)
        #expect(try await firm.list(firm.author).items.last?.notification.readAt == nil)
        #expect(try await firm.installation.openNotification(told.id, by: firm.author) == .update(id))
        #expect(try await firm.installation.openNotification(told.id, by: firm.manager) == nil)
        _ = try await firm.installation.unassign(firm.manager.person, from: firm.caseFile.id, by: firm.owner)
        let manager = Viewer(
            person: firm.manager.person, session: firm.manager.session, name: "",
            rights: Rights(of: .staff, RolePermissions.shipped[.staff]))
        #expect(try await firm.list(firm.manager).items.count == 1)
        #expect(try await firm.list(manager).items.isEmpty)
    }

    @Test(
        "EN-02, EN-03, EN-18, EN-19: views and downloads are told to those who asked for it, and to nobody else",
        arguments: Engine.all)
    func activity(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile(Array("evidence".utf8))
        let other = try await test.staff("Otto Other", email: "otto@firm.example")
        let fetch = { (address: String) in
            var browser = Browser(test)
            try await browser.enter(file.token, as: address)
            _ = try await browser.open(file.token)
            guard case .file(let found) = try await test.installation.findDownload(file.token, by: browser.visitor),
                case .transfer(let transfer) = try await test.installation.beginDownload(
                    found, range: 0..<8, by: browser.visitor)
            else { throw NotifiedFirm.NotDone() }
            for piece in transfer.pieces { _ = try await transfer.read(piece) }
            try await transfer.finish(served: 8)
        }
        let kinds = { (viewer: Viewer) in
            try await test.installation.listNotifications(NotificationFilter(), to: viewer).items
        }
        try await fetch("ana@client.example")
        #expect(try await kinds(file.viewer).isEmpty)
        let wanted: [NotificationKind: String] = [.viewed: "mail", .downloaded: "in the application"]
        _ = try await test.installation.chooseNotifications(wanted, by: file.viewer)
        test.world.pass(.minutes(11))
        try await fetch("ana@client.example")
        let told = try await kinds(file.viewer)
        #expect(Set(told.map(\.notification.kind)) == [.viewed, .downloaded])
        #expect(told.allSatisfy { $0.recipient == "Ana Client" && $0.actor == "Ana Client" })
        #expect(told.contains { $0.notification.detail == "Evidence.pdf" })
        #expect(try await kinds(other).isEmpty)
        test.world.pass(.minutes(2))
        let mails = await test.deliverMail()
        #expect(mails.map(\.to) == ["sam@firm.example"])
        #expect(mails.first?.text.contains("A recipient opened what you sent") == true)
        #expect(mails.first?.text.contains("downloaded") == false)
    }

    @Test("TR-15: marking one and marking all; sixteen at once change it once", arguments: Engine.all)
    func reading(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        for _ in 0..<3 {
            try await firm.submitted()
            firm.test.world.pass(.seconds(1))
        }
        let (list, manager) = (try await firm.list(firm.manager), firm.manager)
        #expect(list.unread == 3)
        let one = try #require(list.items.last).notification.id
        let read = try await raceOfSixteen { _ in
            try await firm.installation.readNotification(one, by: manager)?.notification.readAt
        }
        #expect(read.count == 16 && Set(read).count == 1)
        #expect(try await firm.list(firm.manager, unreadOnly: true).items.count == 2)
        let newest = try #require(list.items.first).notification.id
        #expect(try await !firm.installation.readNotifications(upTo: newest, by: firm.owner))
        #expect(try await firm.installation.readNotifications(upTo: newest, by: firm.manager))
        #expect(try await firm.list(firm.manager).unread == 0)
    }

    @Test("TR-15: what comes while all is marked as read stays unread", arguments: Engine.all)
    func meanwhile(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        try await firm.submitted()
        let newest = try #require(try await firm.list(firm.manager).items.first).notification.id
        firm.test.world.pass(.milliseconds(1))
        let manager = firm.manager
        _ = try await raceOfSixteen { runner -> Bool? in
            if runner.isMultiple(of: 2) {
                try await firm.submitted()
                return nil
            }
            return try await firm.installation.readNotifications(upTo: newest, by: manager)
        }
        let list = try await firm.list(firm.manager)
        #expect(list.items.count == 9 && list.unread == 8)
        #expect(list.items.last?.notification.readAt != nil)
    }

    @Test("TR-15: pages by key: each notification once, whatever comes on top meanwhile", arguments: Engine.all)
    func pages(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        for _ in 0..<5 { try await firm.submitted() }
        var (filter, seen) = (NotificationFilter(), [ID<Notification>]())
        filter.limit = 2
        repeat {
            let page = try await firm.installation.listNotifications(filter, to: firm.manager)
            seen += page.items.map(\.notification.id)
            filter.after = page.next
            firm.test.world.pass(.seconds(1))
            try await firm.submitted()
        } while filter.after != nil
        #expect(seen.count == 5 && Set(seen).count == 5)
        filter.after = ID(high: 1, low: 1)
        #expect(try await firm.installation.listNotifications(filter, to: firm.manager).beginsAnew)
    }
}
