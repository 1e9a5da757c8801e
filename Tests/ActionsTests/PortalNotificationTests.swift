import Actions
import Cryptography
import Domain
import TestSupport
import Testing

@Suite("Notifications in the portal")
struct PortalNotificationTests {
    private struct Scene {
        let test: TestInstallation
        let viewer: Viewer
        let ana, bo: Person
        let caseFile: CaseFile

        init(_ engine: Engine, undo: Duration = .zero) async throws {
            let firm = Organisation(
                name: "Firm", contact: "Call us", origin: TestInstallation.origin,
                mailFrom: try EmailAddress(reading: "updates@firm.example"), undoWindow: undo)
            test = try await TestInstallation(engine, organisation: firm)
            viewer = try await test.staff()
            ana = try await test.person("Ana", emails: ["ana@client.example"])
            bo = try await test.person("Bo", emails: ["bo@client.example"])
            caseFile = try await test.caseFile(by: viewer, clients: [ana, bo])
        }

        func signedIn(_ person: Person) async throws -> PortalViewer {
            var contact = try TestContact(test, person)
            try await contact.letIn(by: test.again(viewer))
            try await contact.signIn()
            return try #require(try await contact.viewer())
        }

        @discardableResult
        func send(_ title: String, to people: [Person]) async throws -> ID<Send> {
            let again = try await test.again(viewer)
            let update = try await test.validated(in: caseFile, by: again, title: title)
            return try await test.send(update, to: people, by: again)
        }

        func titles(_ contact: PortalViewer) async throws -> [String] {
            try await test.installation.listPortalNotifications(to: contact).items.map(\.updateTitle)
        }

        func unread(_ contact: PortalViewer) async throws -> Int {
            try await test.installation.listPortalNotifications(to: contact).unread
        }

        func mails() async -> Set<String> { Set(await test.deliverMail().map(\.to)) }
    }

    @Test(
        "TR-15: a contact with access finds what is sent to them among their notifications, until it is revoked, and nobody else's",
        arguments: Engine.all)
    func told(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        try await scene.send("Before", to: [scene.ana])
        let (ana, bo) = (try await scene.signedIn(scene.ana), try await scene.signedIn(scene.bo))
        #expect(try await scene.titles(ana).isEmpty)
        let send = try await scene.send("First", to: [scene.ana])
        scene.test.world.pass(.seconds(1))
        try await scene.send("Second", to: [scene.ana, scene.bo])
        #expect(try await scene.titles(ana) == ["Second", "First"])
        #expect(try await scene.titles(bo) == ["Second"])
        #expect(try await scene.unread(ana) == 2)
        let shown = try await scene.test.installation.showPortal(to: ana)
        #expect(shown.unread == 2)
        let own = try await scene.test.installation.listPortalNotifications(to: ana).items
        #expect(try await scene.test.installation.openPortalNotification(own[0].id, by: bo) == nil)
        #expect(try await !scene.test.installation.readPortalNotifications(upTo: own[0].id, by: bo))
        #expect(try await scene.unread(bo) == 1)
        #expect(try await scene.unread(ana) == 2)
        let token = try #require(try await scene.test.installation.openPortalNotification(own[0].id, by: ana))
        #expect(shown.updates.map(\.token).contains(token))
        #expect(try await scene.unread(ana) == 1)
        #expect(try await scene.test.installation.readPortalNotifications(upTo: own[0].id, by: ana))
        #expect(try await scene.unread(ana) == 0)
        _ = try await scene.test.installation.revokeLinks(.send(send), by: scene.test.again(scene.viewer))
        #expect(try await scene.titles(ana) == ["Second"])
        #expect(try await scene.test.installation.openPortalNotification(own[1].id, by: ana) == nil)
    }

    @Test("TR-15: what can still be taken back is not told yet, and what was taken back never", arguments: Engine.all)
    func waiting(_ engine: Engine) async throws {
        let scene = try await Scene(engine, undo: .seconds(30))
        let ana = try await scene.signedIn(scene.ana)
        let first = try await scene.send("First", to: [scene.ana])
        #expect(try await scene.titles(ana).isEmpty)
        #expect(try await scene.unread(ana) == 0)
        _ = try await scene.test.installation.undoSend(first, by: scene.test.again(scene.viewer))
        scene.test.world.pass(.seconds(31))
        #expect(try await scene.titles(ana).isEmpty)
        try await scene.send("Second", to: [scene.ana])
        scene.test.world.pass(.seconds(31))
        #expect(try await scene.titles(ana) == ["Second"])
    }

    @Test(
        "TR-14: a contact who chose so is told in the portal alone; without a way in they are mailed again",
        arguments: Engine.all)
    func portalOnly(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        let ana = try await scene.signedIn(scene.ana)
        _ = await scene.mails()
        try await scene.test.installation.choosePortalMail(false, by: ana)
        #expect(try await scene.test.installation.showOwnPortalAccess(to: ana)?.isMailed == false)
        let send = try await scene.send("Quiet", to: [scene.ana, scene.bo])
        #expect(await scene.mails() == ["bo@client.example"])
        #expect(try await scene.titles(ana) == ["Quiet"])
        let again = try await scene.test.again(scene.viewer)
        let rows = try #require(try await scene.test.installation.showSend(send, to: again)).deliveries
        #expect(rows.first { $0.recipient?.id == scene.ana.id }?.status == .inApp)
        #expect(rows.first { $0.recipient?.id == scene.bo.id }?.status == .sent)
        try await scene.test.installation.choosePortalMail(true, by: ana)
        try await scene.send("Loud", to: [scene.ana])
        #expect(await scene.mails() == ["ana@client.example"])
        try await scene.test.installation.choosePortalMail(false, by: ana)
        _ = try await scene.test.installation.switchOffPortal(for: scene.ana.id, by: scene.test.again(scene.viewer))
        try await scene.send("Out", to: [scene.ana])
        #expect(await scene.mails() == ["ana@client.example"])
        await #expect(throws: PortalViewerGone.self) {
            try await scene.test.installation.choosePortalMail(true, by: ana)
        }
    }

    @Test(
        "TR-15: staff see what a contact was told in the cases that they see themselves; what staff were told is for administrators",
        arguments: Engine.all)
    func seenByStaff(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        let ana = try await scene.signedIn(scene.ana)
        try await scene.send("First", to: [scene.ana, scene.bo])
        let (test, installation) = (scene.test, scene.test.installation)
        let owner = try await test.again(scene.viewer)
        let eve = try await test.staff("Eve", email: "eve@firm.example", role: .staff)
        let told = try #require(try await installation.showToldNotifications(of: scene.ana.id, to: owner))
        #expect(told.items.map(\.updateTitle) == ["First"] && told.items.map(\.notification.readAt) == [nil])
        #expect(told.items.map(\.caseReference) == [scene.caseFile.reference])
        #expect(try await installation.showToldNotifications(of: scene.bo.id, to: owner)?.items.isEmpty == true)
        #expect(try await installation.showToldNotifications(of: scene.ana.id, to: eve)?.items.isEmpty == true)
        let id = try #require(told.items.first).notification.id
        _ = try await installation.openPortalNotification(id, by: ana)
        let read = try await installation.showToldNotifications(of: scene.ana.id, to: owner)?.items.first
        #expect(read?.notification.readAt != nil)
        #expect(try await installation.showToldNotifications(of: owner.person, to: eve) == nil)
        #expect(try await installation.showToldNotifications(of: eve.person, to: owner) != nil)
        #expect(try await installation.showToldNotifications(of: test.world.newID(), to: owner) == nil)
    }
}
