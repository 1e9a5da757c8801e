import Actions
import Domain
import Mail
import TestSupport
import Testing

/// What ends for a delegate, and when.
@Suite struct DelegateEndTests {
    @Test(
        "N-46: revoking the recipient, one of their links or the send takes the same from the delegate",
        arguments: Engine.all)
    func withTheRecipient(_ engine: Engine) async throws {
        for scope in ["link", "delivery", "send"] {
            let scene = try await LetIn(engine)
            let tokens = try await scene.letIn()
            var dora = Browser(scene.test)
            try await dora.enter(tokens[0], as: LetIn.dora)
            let ana = try await scene.row(scene.ana)
            let revoked: RevocationScope =
                switch scope {
                case "link": .link(ana.links[0].id)
                case "delivery": .delivery(ana.delivery.id)
                default: .send(scene.send)
                }
            #expect(try await scene.test.installation.revokeLinks(revoked, by: scene.viewer) == .done)
            #expect(try await dora.open(tokens[0]).word == "revoked", "\(scope)")
            #expect(try await dora.open(tokens[1]).word == (scope == "link" ? "entered" : "revoked"), "\(scope)")
            #expect(try await scene.delegate().events.last { $0.kind == .linkRevoked } != nil, "\(scope)")
            #expect(try await scene.test.installation.revokeLinks(revoked, by: scene.viewer) == .nothingToDo)
        }
    }

    @Test("N-46: staff revoke the delegate alone; the recipient keeps everything", arguments: Engine.all)
    func alone(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        let tokens = try await scene.letIn()
        let delegate = try await scene.delegate().delivery.id
        #expect(try await scene.test.installation.revokeLinks(.delivery(delegate), by: scene.viewer) == .done)
        #expect(try await Browser(scene.test).open(tokens[0]).word == "revoked")
        let update = try #require(try await scene.browser.open(scene.tokens[0]).update)
        #expect(update.delegations?.map(\.isOpen) == [false])
    }

    @Test(
        "N-46: the recipient takes the request back, before or after it was approved; nobody else can",
        arguments: Engine.all)
    func withdrawn(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        let installation = scene.test.installation
        let tokens = try await scene.letIn()
        let approved = try #require(try await scene.requests().first?.delegation.id)
        var bob = Browser(scene.test)
        try await bob.enter(scene.bobTokens[0], as: "bob@client.example")
        for (token, browser) in [
            (scene.tokens[0], bob), (scene.bobTokens[0], bob), (scene.bobTokens[0], scene.browser),
        ] {
            #expect(try await installation.withdrawDelegate(approved, at: token, by: browser.visitor) == .notTheirs)
        }
        #expect(try await Browser(scene.test).open(tokens[0]).word == "protected")
        let visitor = scene.browser.visitor
        #expect(try await installation.withdrawDelegate(approved, at: scene.tokens[1], by: visitor) == .done)
        #expect(try await installation.withdrawDelegate(approved, at: scene.tokens[1], by: visitor) == .nothingToDo)
        #expect(try await Browser(scene.test).open(tokens[0]).word == "revoked")
        let end = try #require(try await scene.delegate().events.last { $0.kind == .linkRevoked })
        #expect(end.isBy(scene.ana.id))
        try await scene.ask("ole@counsel.example")
        let waiting = try await scene.waiting()
        #expect(try await installation.withdrawDelegate(waiting, at: scene.tokens[0], by: visitor) == .done)
        #expect(
            try await installation.approveDelegate(waiting, as: .new, by: scene.viewer)
                == .earlier(.withdrawn, by: "Ana Client", at: scene.test.world.now()))
        #expect(await scene.test.deliverMail().isEmpty)
    }

    @Test(
        "N-46: of a withdrawal and an approval at once either one is first, and nothing stays open",
        arguments: Engine.all)
    func withdrawalRace(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        try await scene.ask()
        let id = try await scene.waiting()
        let installation = scene.test.installation
        let ends = try await raceOfSixteen { runner -> Bool? in
            if runner == 0 {
                return try await installation.approveDelegate(id, as: .new, by: scene.viewer) == .done ? true : nil
            }
            let end = try await installation.withdrawDelegate(id, at: scene.tokens[0], by: scene.browser.visitor)
            return end == .done ? false : nil
        }
        #expect(ends.count { !$0 } == 1)
        #expect(try await scene.requests().map(\.delegation.state) == [.withdrawn])
        let rows = try #require(try await installation.showSend(scene.send, to: scene.viewer)).deliveries
        let delegates = rows.filter { $0.delivery.delegateOf != nil }
        #expect(delegates.count == ends.count { $0 } && delegates.allSatisfy { $0.delivery.revokedAt != nil })
    }

    @Test(
        "N-46: a delegate's links end with the recipient's, however they are extended, sent again or renewed",
        arguments: Engine.all)
    func noLonger(_ engine: Engine) async throws {
        let scene = try await LetIn(engine, lifetime: LinkLifetime(stored: 86_400))
        let installation = scene.test.installation
        scene.test.world.pass(.minutes(10))
        let tokens = try await scene.letIn()
        let ends = try await scene.row(scene.ana).links.map(\.availableUntil)
        var row = try await scene.delegate()
        #expect(row.links.map(\.availableUntil) == ends)
        let week = LinkLifetime(stored: 7 * 86_400)
        #expect(try await installation.extendLinks(of: row.delivery.id, by: week, viewer: scene.viewer) == .nothingToDo)
        #expect(try await installation.resendNotice(of: row.delivery.id, by: scene.viewer) == .done)
        let again = try #require(await scene.test.deliverMail().first)
        #expect(again.to == LetIn.dora && again.tokens == tokens && again.text.contains("A. C."))
        let ana = try await scene.row(scene.ana).delivery.id
        #expect(try await installation.extendLinks(of: ana, by: week, viewer: scene.viewer) == .done)
        #expect(try await scene.delegate().links.map(\.availableUntil) == ends, "extended for the recipient alone")
        #expect(try await installation.extendLinks(of: row.delivery.id, by: week, viewer: scene.viewer) == .done)
        row = try await scene.delegate()
        let longer = try await scene.row(scene.ana).links.map(\.availableUntil)
        #expect(row.links.map(\.availableUntil) == longer)
        scene.test.world.pass(.days(8))
        let viewer = try await scene.test.again(scene.viewer)
        #expect(try await Browser(scene.test).open(tokens[0]).word == "expired")
        try await installation.askForRenewal(tokens[0], by: Browser(scene.test).visitor)
        #expect(try await installation.resendNotice(of: row.delivery.id, by: viewer) == .nothingToDo)
        #expect(await scene.test.deliverMail().allSatisfy { $0.to == "sam@firm.example" })
    }

    @Test(
        "N-46: a revocation while the delegate opens and fetches is seen by every request after it",
        arguments: Engine.all)
    func revokedMeanwhile(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        let tokens = try await scene.letIn()
        var browser = Browser(scene.test)
        try await browser.enter(tokens[0], as: LetIn.dora)
        let dora = browser
        let ana = try await scene.row(scene.ana).delivery.id
        let fetched = try await raceOfSixteen { runner -> Bool? in
            if runner == 0 {
                let revoked = try await scene.test.installation.revokeLinks(.delivery(ana), by: scene.viewer)
                #expect(revoked == .done)
                return nil
            }
            do {
                return try await dora.download(tokens[runner % 2]).count > 0
            } catch {
                return nil
            }
        }
        #expect(fetched.count <= 15)
        for token in tokens {
            #expect(try await dora.found(token) == "revoked")
            #expect(try await dora.open(token).word == "revoked")
        }
        let events = try await scene.delegate().events
        let end = try #require(events.lastIndex { $0.kind == .linkRevoked })
        #expect(!events[end...].contains { $0.kind == .downloadStarted })
    }

    @Test("N-46: \"not for me\" of a delegate stops mail to them, and the recipient's goes on", arguments: Engine.all)
    func notForThem(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        let tokens = try await scene.letIn()
        var dora = Browser(scene.test)
        try await dora.enter(tokens[0], as: LetIn.dora)
        #expect(try await scene.test.installation.reportMisdelivery(tokens[0], by: dora.visitor) == true)
        let row = try await scene.delegate()
        #expect(try await scene.test.installation.resendNotice(of: row.delivery.id, by: scene.viewer) == .nothingToDo)
        let ana = try await scene.row(scene.ana).delivery.id
        #expect(try await scene.test.installation.resendNotice(of: ana, by: scene.viewer) == .done)
        try await scene.test.installation.withdrawAll(of: scene)
        scene.test.world.pass(.seconds(1))
        #expect(try await scene.ask() == .asked)
        #expect(try await scene.requests().last?.obstacle == .stopped)
    }
}

extension Installation {
    fileprivate func withdrawAll(of scene: LetIn) async throws {
        for request in try await scene.requests() {
            _ = try await withdrawDelegate(request.delegation.id, at: scene.tokens[0], by: scene.browser.visitor)
        }
    }
}
