import Actions
import Domain
import Mail
import TestSupport
import Testing

/// A recipient asks that somebody else be let in.
@Suite struct DelegateRequestTests {
    @Test(
        "N-46: a verified recipient's request waits with both identities, staff are told, and nobody is let in by it",
        arguments: Engine.all)
    func asked(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        #expect(try await scene.ask() == .asked)
        let found = try #require(try await scene.requests().first)
        let request = found.delegation.request
        #expect(request.by == scene.ana.id && request.verified?.spelling == "ana@client.example")
        #expect(request.delegate.name == "Dora Lund" && request.delegate.address.spelling == LetIn.dora)
        #expect(request.delegate.reason == "She represents me." && request.client?.address == "192.0.2.7")
        #expect(found.delegation.state == .waiting && found.obstacle == nil && found.records.isEmpty)
        let told = try await scene.test.installation.listNotifications(NotificationFilter(), to: scene.viewer).items
        #expect(told.map(\.notification.kind) == [.delegateRequested])
        #expect(told.first?.recipient == "Ana Client")
        scene.test.world.pass(.minutes(3))
        let mail = try #require(await scene.test.deliverMail().first)
        #expect(mail.to == "sam@firm.example" && mail.text.contains("A recipient asks to let somebody else in"))
        for word in ["Dora", "Ana", "harbour"] { #expect(!mail.text.contains(word), "\(word)") }
        var stranger = Browser(scene.test)
        #expect(try await stranger.ask(scene.tokens[0], as: LetIn.dora).word == "asked")
        #expect(await scene.test.deliverMail().isEmpty, "a code would say that the address is on the link")
    }

    @Test(
        "N-46: nobody but the recipient asks: no other recipient, no holder of an open link, no member of staff, no forgery",
        arguments: Engine.all)
    func notTheirs(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        var bob = Browser(scene.test)
        try await bob.enter(scene.bobTokens[0], as: "bob@client.example")
        #expect(try await bob.open(scene.tokens[0]).word == "entered", "recipients open each other's links")
        #expect(try await scene.ask(in: bob) == .notTheirs)
        #expect(try await scene.ask(in: Browser(scene.test)) == .notTheirs)
        #expect(try await scene.ask(in: Browser(scene.test, signedIn: scene.viewer)) == .notTheirs)
        #expect(try await scene.ask(at: "v1.a.b.c") == .refused(.unknown))
        let shown = try await scene.test.installation.showDelegations(scene.tokens[0], by: bob.visitor)
        guard case .notTheirs = shown else {
            Issue.record("Another recipient sees whom Ana asked for.")
            return
        }
        #expect(try await scene.requests().isEmpty)
        let open = try await LetIn(engine, verification: false)
        #expect(try await open.ask() == .notTheirs)
    }

    @Test(
        "N-46: one's own addresses are refused, one address is asked for once, and a form sent twice asks once",
        arguments: Engine.all)
    func repeated(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        for own in ["ana@client.example", "ANA@Home.example"] { #expect(try await scene.ask(own) == .ownAddress) }
        #expect(try await scene.ask() == .asked)
        #expect(try await scene.ask() == .asked)
        #expect(try await scene.ask("Dora@Counsel.example", name: "Somebody else") == .already(.waiting))
        #expect(try await scene.requests().count == 1)
        #expect(try await scene.test.installation.declineDelegate(scene.waiting(), by: scene.viewer) == .done)
        #expect(try await scene.ask() == .asked, "what was declined can be asked for again")
        #expect(
            try await scene.test.installation.approveDelegate(scene.waiting(), as: .new, by: scene.viewer) == .done)
        #expect(try await scene.ask() == .already(.approved))
    }

    @Test(
        "N-46: whether an address is known, archived, of staff or on the send is not told to the recipient",
        arguments: Engine.all)
    func undisclosed(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        _ = try await scene.test.person("Otto Known", emails: ["otto@counsel.example"])
        for address in ["bob@client.example", "sam@firm.example", "otto@counsel.example"] {
            #expect(try await scene.ask(address) == .asked)
            scene.test.world.pass(.seconds(1))
        }
        #expect(try await scene.requests().map(\.obstacle) == [.recipient, .staff, nil])
        #expect(try await scene.ask("fourth@counsel.example") == .tooMany, "three wait at most")
    }

    @Test("N-46: of sixteen requests at once for different people three wait", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        let asked = try await raceOfSixteen { runner in
            try await scene.ask("p\(runner)@counsel.example") == .asked ? runner : nil
        }
        #expect(asked.count == 3)
        #expect(try await scene.requests().count == 3)
    }

    @Test("N-46: of sixteen requests at once for one person one waits", arguments: Engine.all)
    func sameRace(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        let answers = try await raceOfSixteen { runner in try await scene.ask(name: "Dora \(runner % 2)") }
        #expect(answers.allSatisfy { [.asked, .already(.waiting)].contains($0) })
        #expect(try await scene.requests().count == 1)
    }

    @Test("N-46: after the links expired or were revoked nothing is asked for any more", arguments: Engine.all)
    func over(_ engine: Engine) async throws {
        let scene = try await LetIn(engine, lifetime: LinkLifetime(stored: 900))
        scene.test.world.pass(.minutes(15))
        #expect(try await scene.ask() == .refused(.expired))
        let other = try await LetIn(engine)
        _ = try await other.test.installation.revokeLinks(.send(other.send), by: other.viewer)
        #expect(try await other.ask() == .refused(.revoked))
        #expect(try await other.requests().isEmpty)
    }

    @Test("N-46: somebody signed in to the portal asks too, for what was sent to them alone", arguments: Engine.all)
    func portal(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        var contact = try TestContact(scene.test, scene.ana)
        try await contact.letIn(by: scene.viewer)
        try await contact.signIn()
        let delegate = ProposedDelegate(
            name: "Dora", address: try EmailAddress(reading: LetIn.dora), reason: "She represents me.")
        let visitor = try await contact.visitor()
        let installation = scene.test.installation
        #expect(try await installation.askForDelegate(scene.bobTokens[0], delegate, by: visitor) == .notTheirs)
        #expect(try await installation.askForDelegate(scene.tokens[0], delegate, by: visitor) == .asked)
        #expect(try await scene.requests().first?.delegation.request.verified == nil)
    }

    @Test(
        "N-46: whoever manages the case is told too; where nobody near it can decide, all who may validate",
        arguments: Engine.all)
    func told(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        let test = scene.test
        let manager = try await test.staff("Mia", email: "mia@firm.example", role: .staff)
        let chief = try await test.staff("Cleo", email: "cleo@firm.example", role: .manager)
        _ = try await test.installation.assign(
            manager.person, as: .caseManager, to: scene.update.caseFile, by: scene.viewer)
        let told = { (viewer: Viewer) in
            try await test.installation.listNotifications(NotificationFilter(), to: viewer).items.count {
                $0.notification.kind == .delegateRequested
            }
        }
        try await scene.ask("one@counsel.example")
        #expect(try await [told(scene.viewer), told(manager), told(chief)] == [1, 1, 0])
        for gone in [scene.viewer, manager] { try await test.close(gone.person) }
        try await scene.ask("two@counsel.example")
        #expect(try await told(chief) == 1)
    }
}
