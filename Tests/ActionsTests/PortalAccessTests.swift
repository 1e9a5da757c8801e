import Actions
import Cryptography
import Domain
import TestSupport
import Testing

@Suite("Access to the portal")
struct PortalAccessTests {
    private func state(_ test: TestInstallation, _ person: Person, by viewer: Viewer) async throws -> PortalAccessState?
    {
        try await test.installation.showPortalAccess(of: person.id, to: test.again(viewer))?.state
    }

    @Test(
        "DW-06, DW-17: switched on for one address, activated by the link mailed there, switched off",
        arguments: Engine.all)
    func life(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let person = try await test.person("Ana", emails: ["ana@client.example", "ana@home.example"])
        #expect(try await state(test, person, by: viewer) == nil)
        var ana = try TestContact(test, person, typing: "Ana@Home.example")
        let secret = try await ana.invited(by: viewer)
        #expect(test.mails.mails.map(\.to) == ["ana@home.example"])
        let until = test.world.now() + .days(7)
        #expect(try await state(test, person, by: viewer) == .invited(until: until))
        #expect(try await ana.code() == nil)
        let shown = try #require(try await test.installation.showPortalInvitation(secret))
        #expect(shown.state == .live && shown.until == until)
        #expect(try await ana.activate(secret) == .activated(person.id))
        #expect(try await ana.activate(secret) == .over(.used))
        #expect(try await state(test, person, by: viewer) == .active(since: test.world.now()))
        test.world.pass(.minutes(11))
        let signedIn = try await ana.signIn()
        #expect(signedIn.person == person.id && signedIn.address.canonical == "ana@home.example")
        let again = try await test.again(viewer)
        #expect(
            try await test.installation.switchOnPortal(for: person.id, at: person.addresses[0], by: again)
                == .isOn(person.addresses[1]))
        #expect(try await test.installation.inviteToPortalAgain(person.id, by: again) == .nothingToDo)
        #expect(try await test.installation.switchOffPortal(for: person.id, by: again) != .nothingToDo)
        #expect(try await ana.viewer() == nil)
        #expect(try await state(test, person, by: viewer) == .off(since: test.world.now()))
        #expect(try await test.installation.switchOffPortal(for: person.id, by: again) == .nothingToDo)
        test.world.pass(.minutes(11))
        #expect(try await ana.code() == nil)
        ana = try TestContact(test, person)
        try await ana.letIn(by: test.again(viewer))
        test.world.pass(.minutes(11))
        try await ana.signIn()
    }

    @Test(
        "OS-31: an invitation is over after seven days, when it is sent again, and when access is off",
        arguments: Engine.all)
    func invitation(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let person = try await test.person("Ana", emails: ["ana@client.example"])
        let ana = try TestContact(test, person)
        let first = try await ana.invited(by: viewer)
        #expect(try await test.installation.inviteToPortalAgain(person.id, by: viewer) != .nothingToDo)
        let second = try #require(await test.deliverMail().last?.accountSecret)
        #expect(try await ana.activate(first) == .over(.withdrawn))
        test.world.pass(.days(7))
        #expect(try await ana.activate(second) == .over(.expired))
        #expect(try await state(test, person, by: viewer) == .invitationOver)
        let later = try await test.again(viewer)
        #expect(try await test.installation.inviteToPortalAgain(person.id, by: later) != .nothingToDo)
        let third = try #require(await test.deliverMail().last?.accountSecret)
        _ = try await test.installation.switchOffPortal(for: person.id, by: later)
        #expect(try await ana.activate(third) == .over(.withdrawn))
        #expect(try await ana.activate(String(third.reversed())) == .unknown)
        #expect(try await ana.activate("x") == .unknown)
    }

    @Test(
        "AU-01: whoever may change somebody's addresses lets them in; others, and programs without the right, may not",
        arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let person = try await test.person("Ana", emails: ["ana@client.example"])
        let address = person.addresses[0]
        let investigator = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let auditor = try await test.staff("Aud", email: "aud@firm.example", role: .auditor)
        _ = try await test.caseFile(by: viewer, clients: [person])
        for nobody in [investigator, auditor] {
            let installation = test.installation
            #expect(try await installation.switchOnPortal(for: person.id, at: address, by: nobody) == .notAllowed)
            #expect(try await installation.inviteToPortalAgain(person.id, by: nobody) == .notAllowed)
            #expect(try await installation.switchOffPortal(for: person.id, by: nobody) == .notAllowed)
            #expect(try await installation.endPortalSessions(of: person.id, by: nobody) == .notAllowed)
            #expect(try await installation.showPortalAccess(of: person.id, to: nobody) == nil)
        }
        let nothing = try test.world.newID(of: Person.self)
        #expect(try await test.installation.switchOnPortal(for: nothing, at: address, by: viewer) == .unknown)
        #expect(try await test.installation.switchOffPortal(for: nothing, by: viewer) == .unknown)
    }

    @Test(
        "DW-06: staff, an address of somebody else, one that is taken and one where mail fails are refused, each with its reason",
        arguments: Engine.all)
    func obstacles(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        let bo = try await test.person("Bo", .prospect, emails: ["bo@client.example", "ana@client.example"])
        let on = { (person: ID<Person>, address: String) in
            try await test.installation.switchOnPortal(
                for: person, at: EmailAddress(reading: address), by: file.viewer)
        }
        #expect(try await on(file.viewer.person, "sam@firm.example") == .impossible(.isStaff))
        #expect(try await on(bo.id, "eve@client.example") == .impossible(.addressNotTheirs))
        try await TestContact(test, file.contact).letIn(by: file.viewer)
        #expect(try await on(bo.id, "ana@client.example") == .impossible(.addressTaken))
        let history = try await test.history(file)
        try await test.fail(history.tracked.delivery.id)
        _ = try await test.installation.switchOffPortal(for: file.contact.id, by: file.viewer)
        #expect(try await on(file.contact.id, "ana@client.example") == .impossible(.mailFails))
        try await TestContact(test, bo).letIn(by: file.viewer)
    }

    @Test(
        "DW-06, PE-02: whoever is archived is signed out and let in no more; an address of several readers lets nobody in",
        arguments: Engine.all)
    func archived(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let person = try await test.person("Ana", emails: ["ana@client.example", "desk@client.example"])
        var ana = try TestContact(test, person)
        try await ana.letIn(by: viewer)
        try await ana.signIn()
        #expect(try await test.installation.archivePerson(person.id, true, by: viewer) == .kept(person.id))
        #expect(try await ana.viewer() == nil)
        let on = { (address: String) in
            try await test.installation.switchOnPortal(
                for: person.id, at: EmailAddress(reading: address), by: viewer)
        }
        #expect(try await on("ana@client.example") == .impossible(.isArchived))
        _ = try await test.installation.archivePerson(person.id, false, by: viewer)
        let desk = try EmailAddress(reading: "desk@client.example")
        #expect(try await test.installation.markAddress(desk, of: person.id, isShared: true, by: viewer) == .marked)
        #expect(try await on("desk@client.example") == .impossible(.addressShared))
        guard case .invited = try await on("ana@client.example") else {
            Issue.record("Whoever is offered again can be let in again.")
            return
        }
    }

    @Test(
        "DW-06, N-47: when an address turns out to be read by several, whoever is signed in under it is signed out",
        arguments: Engine.all)
    func turnedShared(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let person = try await test.person("Ana", emails: ["ana@client.example", "desk@client.example"])
        var ana = try TestContact(test, person)
        try await ana.letIn(by: viewer)
        try await ana.signIn()
        let (own, desk) = (
            try EmailAddress(reading: "ana@client.example"), try EmailAddress(reading: "desk@client.example")
        )
        _ = try await test.installation.markAddress(desk, of: person.id, isShared: true, by: viewer)
        #expect(try await ana.viewer() != nil)
        let other = try PersonDetails(name: "Bo", email: "ana@client.example", shared: "ana@client.example")
        _ = try await test.installation.addPerson(other, kind: .contact, by: viewer)
        #expect(try await ana.viewer() == nil)
        let back = try await test.installation.switchOnPortal(for: person.id, at: own, by: viewer)
        #expect(back == .impossible(.addressShared))
    }

    @Test("AU-07: an address taken from a person ends what stood on it, and its codes", arguments: Engine.all)
    func removedAddress(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let person = try await test.person("Ana", emails: ["ana@client.example", "ana@home.example"])
        var ana = try TestContact(test, person)
        try await ana.letIn(by: viewer)
        try await ana.signIn()
        var other = try TestContact(test, person)
        test.world.pass(.minutes(1))
        let code = try #require(try await other.code())
        let moved = try PersonDetails(name: "Ana", email: "ana@new.example", aliases: "ana@home.example")
        _ = try await test.installation.changePerson(person.id, PersonChange(moved), by: viewer)
        #expect(try await ana.viewer() == nil)
        #expect(try await other.enter(code).word == "start again")
        guard case .off = try await state(test, person, by: viewer) else {
            Issue.record("access is on")
            return
        }
    }

    @Test("DW-06: of sixteen who switch on, activate or switch off at once one does", arguments: Engine.all)
    func races(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let person = try await test.person("Ana", emails: ["ana@client.example"])
        let bo = try await test.person("Bo", emails: ["ana@client.example"])
        let address = person.addresses[0]
        let installation = test.installation
        let on = try await raceOfSixteen { runner -> Bool? in
            let id = runner.isMultiple(of: 2) ? person.id : bo.id
            guard case .invited = try await installation.switchOnPortal(for: id, at: address, by: viewer) else {
                return nil
            }
            return true
        }
        #expect(on.count == 1)
        let secret = try #require(await test.deliverMail().last?.accountSecret)
        let ana = try TestContact(test, person)
        let activated = try await raceOfSixteen { _ -> Bool? in
            guard case .activated = try await ana.activate(secret) else { return nil }
            return true
        }
        #expect(activated.count == 1)
        let off = try await raceOfSixteen { runner -> Bool? in
            let id = runner.isMultiple(of: 2) ? person.id : bo.id
            guard case .done = try await installation.switchOffPortal(for: id, by: viewer) else { return nil }
            return true
        }
        #expect(off.count == 1)
    }
}
