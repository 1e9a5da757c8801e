import Actions
import Cryptography
import Domain
import TestSupport
import Testing

@Suite("The portal")
struct PortalTests {
    private func signedIn(_ test: TestInstallation, _ person: Person, by viewer: Viewer) async throws -> TestContact {
        var contact = try TestContact(test, person)
        try await contact.letIn(by: test.again(viewer))
        try await contact.signIn()
        return contact
    }

    @Test("AU-01: it shows what was sent to oneself and was not withdrawn, and one's own cases", arguments: Engine.all)
    func content(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let ana = try await test.person("Ana", emails: ["ana@client.example"])
        let bo = try await test.person("Bo", emails: ["bo@client.example"])
        let caseFile = try await test.caseFile("2026-001", by: viewer, clients: [ana, bo])
        let other = try await test.caseFile("2026-002", by: viewer, clients: [bo])
        let update = try await test.validated(in: caseFile, by: viewer, files: [("a.pdf", [1]), ("b.pdf", [2])])
        _ = try await test.draft(in: caseFile, by: viewer)
        let first = try await test.send(update, to: [ana, bo], by: viewer, lifetime: LinkLifetime(stored: 3600))
        let foreign = try await test.validated(in: caseFile, by: viewer)
        _ = try await test.send(foreign, to: [bo], by: viewer)
        let contact = try await signedIn(test, ana, by: viewer)
        let me = try #require(try await contact.viewer())
        let shown = try await test.installation.showPortal(to: me)
        #expect(shown.cases.map(\.reference) == ["2026-001"])
        #expect(shown.updates.map(\.update.files) == [2] && shown.next == nil)
        let found = try #require(shown.updates.first)
        #expect(found.update.title == update.title && found.update.caseReference == "2026-001")
        #expect(found.update.isAvailable(now: test.world.now()))
        #expect(!found.update.isAvailable(now: test.world.now() + .hours(1)))
        #expect(try await test.installation.showPortalCase(caseFile.id, to: me)?.updates.count == 1)
        #expect(try await test.installation.showPortalCase(other.id, to: me) == nil)
        #expect(try await test.installation.showPortalCase(test.world.newID(), to: me) == nil)
        let again = try await test.again(viewer)
        let rows = try #require(try await test.installation.showSend(first, to: again)).deliveries
        let boRow = try #require(rows.first { $0.recipient?.id == bo.id })
        _ = try await test.installation.revokeLinks(.delivery(boRow.delivery.id), by: again)
        #expect(try await test.installation.showPortal(to: me).updates.count == 1)
        _ = try await test.installation.revokeLinks(.send(first), by: again)
        #expect(try await test.installation.showPortal(to: me).updates.isEmpty)
        _ = try await test.installation.unassign(ana.id, from: caseFile.id, by: again)
        #expect(try await test.installation.showPortal(to: me).cases.isEmpty)
        #expect(try await test.installation.showPortalCase(caseFile.id, to: me) == nil)
    }

    @Test("pages go on by key, and the key of somebody else leads nowhere", arguments: Engine.all)
    func pages(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let ana = try await test.person("Ana", emails: ["ana@client.example"])
        let bo = try await test.person("Bo", emails: ["bo@client.example"])
        let caseFile = try await test.caseFile(by: viewer, clients: [ana, bo])
        let update = try await test.validated(in: caseFile, by: viewer)
        for number in 0..<7 {
            _ = try await test.send(update, to: [ana, bo], by: viewer)
            if number.isMultiple(of: 2) { test.world.pass(.seconds(1)) }
        }
        let contact = try await signedIn(test, ana, by: viewer)
        let me = try #require(try await contact.viewer())
        var (seen, after, pages) = ([ID<Delivery>](), ID<Delivery>?.none, 0)
        repeat {
            let page = try await test.installation.showPortal(to: me, after: after, limit: 3)
            seen += page.updates.map(\.update.delivery)
            after = page.next
            pages += 1
        } while after != nil && pages < 9
        #expect(pages == 3 && seen.count == 7 && Set(seen).count == 7)
        let other = try await signedIn(test, bo, by: viewer)
        let theirs = try #require(try await other.viewer())
        let foreign = try await test.installation.showPortal(to: theirs, after: seen[0])
        #expect(foreign.updates.isEmpty)
    }

    @Test(
        "TR-31: whoever is signed in opens their own link without a code, and no link of somebody else",
        arguments: Engine.all)
    func links(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        let bo = try await test.person("Bo", emails: ["bo@client.example"])
        let contact = try await signedIn(test, file.contact, by: file.viewer)
        let stranger = try await signedIn(test, bo, by: file.viewer)
        let opened = try await test.installation.openLink(file.token, by: contact.visitor())
        #expect(opened.update?.update.id == file.update.id)
        #expect(opened.update?.entry.actor == .person(file.contact.id, address: nil))
        #expect(try await test.installation.openLink(file.token, by: stranger.visitor()).word == "protected")
        let row = try #require(try await test.installation.showSend(file.send, to: file.viewer)?.deliveries.first)
        #expect(row.status == .viewed)
        try await contact.download(file.token)
        #expect(try await test.events(file).suffix(2) == [.downloadStarted, .downloadCompleted])
        let history = try await test.history(file)
        #expect(history.tracked.events.suffix(2).allSatisfy { $0.isBy(file.contact.id) })
        guard case .file(let found) = try await test.installation.findDownload(file.token, by: contact.visitor()),
            case .transfer(let transfer) = try await test.installation.beginDownload(
                found, range: 0..<4, by: contact.visitor())
        else {
            Issue.record("no download")
            return
        }
        let visitor = try await contact.visitor()
        #expect(try await transfer.mayGoOn())
        _ = try await test.installation.switchOffPortal(for: file.contact.id, by: test.again(file.viewer))
        #expect(try await !transfer.mayGoOn())
        // A request that was let in a moment ago is looked at again.
        #expect(try await test.installation.openLink(file.token, by: visitor).word == "protected")
        guard case .locked = try await test.installation.beginDownload(found, range: 0..<4, by: visitor) else {
            Issue.record("begun after access was off")
            return
        }
        try await transfer.finish(served: 0)
    }

    @Test("what can still be taken back is not shown yet", arguments: Engine.all)
    func waiting(_ engine: Engine) async throws {
        let firm = Organisation(
            name: "Firm", contact: "Call us", origin: TestInstallation.origin,
            mailFrom: try EmailAddress(reading: "updates@firm.example"), undoWindow: .seconds(30))
        let test = try await TestInstallation(engine, organisation: firm)
        let viewer = try await test.staff()
        let ana = try await test.person("Ana", emails: ["ana@client.example"])
        let caseFile = try await test.caseFile(by: viewer, clients: [ana])
        let update = try await test.validated(in: caseFile, by: viewer)
        let contact = try await signedIn(test, ana, by: viewer)
        let me = try #require(try await contact.viewer())
        _ = try await test.send(update, to: [ana], by: viewer)
        #expect(try await test.installation.showPortal(to: me).updates.isEmpty)
        test.world.pass(.seconds(30))
        #expect(try await test.installation.showPortal(to: me).updates.count == 1)
    }

    @Test("TR-31: an expired link and a withdrawn one stay closed to whoever is signed in", arguments: Engine.all)
    func closedLinks(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        let contact = try await signedIn(test, file.contact, by: file.viewer)
        _ = try await test.installation.revokeLinks(.send(file.send), by: file.viewer)
        #expect(try await test.installation.openLink(file.token, by: contact.visitor()).word == "revoked")
        test.world.pass(.days(8))
        var later = contact
        try await later.signIn()
        #expect(try await test.installation.findDownload(file.token, by: later.visitor()).isRefused)
    }

    @Test("“not for me” by whoever is signed in stops mail of the case to their address", arguments: Engine.all)
    func misdelivery(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        let contact = try await signedIn(test, file.contact, by: file.viewer)
        #expect(try await test.installation.reportMisdelivery(file.token, by: contact.visitor()) == true)
        #expect(try await test.history(file).isStopped)
    }
}

extension FoundDownload {
    fileprivate var isRefused: Bool { if case .refused = self { true } else { false } }
}

extension TestContact {
    /// Fetches the whole file.
    fileprivate func download(_ token: String) async throws {
        let visitor = try await visitor()
        guard case .file(let found) = try await test.installation.findDownload(token, by: visitor),
            case .transfer(let transfer) = try await test.installation.beginDownload(
                found, range: 0..<found.attachment.size, by: visitor)
        else { throw Unexpected() }
        for piece in transfer.pieces { _ = try await transfer.read(piece) }
        try await transfer.finish(served: found.attachment.size)
    }
}
