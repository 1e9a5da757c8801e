import Actions
import Cryptography
import Domain
import TestSupport
import Testing

@Suite struct PeopleTests {
    @Test("N-47: two people may share a mailbox, and whoever adds the second is told", arguments: Engine.all)
    func sharedMailbox(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let one = try PersonDetails(
            name: "Ana Client", email: "office@client.example", aliases: "ana@client.example\n\n")
        guard case .kept(let id, sharing: []) = try await test.installation.addPerson(one, kind: .contact, by: viewer)
        else {
            Issue.record("The first should be added.")
            return
        }
        let two = try PersonDetails(name: "Bea Client", email: "bea@client.example", aliases: " Office@Client.example ")
        guard
            case .kept(_, sharing: ["Ana Client"]) = try await test.installation.addPerson(
                two, kind: .prospect, by: viewer)
        else {
            Issue.record("The second should be added, and the first named.")
            return
        }
        let shown = try #require(try await test.installation.showPerson(id, to: viewer))
        #expect(shown.person.addresses.map(\.spelling) == ["office@client.example", "ana@client.example"])
        #expect(shown.person.kind == .contact && shown.account == nil)
    }

    @Test("names and addresses that cannot be are refused by field; somebody without an address may be known")
    func refusals() throws {
        func field(_ body: () throws -> PersonDetails) -> String? {
            do { _ = try body() } catch { return (error as? Malformed)?.field }
            return nil
        }
        #expect(field { try PersonDetails(name: " ", email: "a@b.example") } == "name")
        #expect(field { try PersonDetails(name: "A\u{202E}B", email: "a@b.example") } == "name")
        #expect(field { try PersonDetails(name: "A", email: "a@b") } == "email")
        #expect(field { try PersonDetails(name: "A", email: "", aliases: "a@b.example") } == "email")
        #expect(field { try PersonDetails(name: "A", email: "a@b.example", aliases: "x\r\ny") } == "aliases")
        #expect(field { try PersonDetails(name: "A", email: "") } == nil)
    }

    @Test(
        "AU-01: staff are changed by administrators, contacts by whoever may change anything, nothing by auditors",
        arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let investigator = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let auditor = try await test.staff("Aud", email: "aud@firm.example", role: .auditor)
        let details = try PersonDetails(name: "New Name", email: "new@firm.example")
        let contact = try await test.person("Ana", emails: ["ana@client.example"])
        let installation = test.installation
        #expect(
            try await installation.changePerson(admin.person, PersonChange(details), by: investigator) == .notAllowed)
        #expect(try await installation.changePerson(contact.id, PersonChange(details), by: auditor) == .notAllowed)
        #expect(try await installation.changePerson(contact.id, PersonChange(details), by: investigator) != .notAllowed)
        let caseFile = try await test.caseFile(by: admin, clients: [contact])
        #expect(try await installation.changePerson(contact.id, PersonChange(details), by: investigator) == .notAllowed)
        _ = try await installation.assign(investigator.person, as: .investigator, to: caseFile.id, by: admin)
        #expect(try await installation.changePerson(contact.id, PersonChange(details), by: investigator) != .notAllowed)
        #expect(try await installation.changePerson(test.world.newID(), PersonChange(details), by: admin) == .unknown)
        let taken = try PersonDetails(name: "Ivo", email: "SAM@firm.example")
        #expect(
            try await installation.changePerson(investigator.person, PersonChange(taken), by: admin) == .addressTaken)
        let none = try PersonDetails(name: "Ivo", email: "")
        #expect(
            try await installation.changePerson(investigator.person, PersonChange(none), by: admin) == .addressNeeded)
    }

    @Test("AU-07: an address taken from a person opens nothing that was sent to them", arguments: Engine.all)
    func removedAddress(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile(to: "ana@client.example")
        let moved = try PersonDetails(name: "Ana Client", email: "ana@new.example")
        _ = try await test.installation.changePerson(file.contact.id, PersonChange(moved), by: file.viewer)
        let visitor = Visitor(
            session: nil, staff: nil, client: ClientTrace(address: "192.0.2.7", userAgent: "Firefox"))
        _ = try await test.installation.askForCode(
            file.token, address: EmailAddress(reading: "ana@client.example"), browser: "Firefox", by: visitor)
        #expect(await test.deliverMail().isEmpty)
    }

    @Test("the list finds people by name and address without case and accents, page by page", arguments: Engine.all)
    func list(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        for number in 100..<160 {
            _ = try await test.person("Zoë Client \(number)", emails: ["zoe\(number)@client.example"])
        }
        var filter = PeopleFilter()
        filter.text = "ZOE client"
        let first = try await test.installation.listPeople(filter, to: viewer)
        #expect(first.people.count == 50)
        filter.after = first.next
        let second = try await test.installation.listPeople(filter, to: viewer)
        #expect(second.people.count == 10 && second.next == nil)
        #expect(Set((first.people + second.people).map(\.person.id)).count == 60)
        filter = PeopleFilter()
        filter.text = "zoe105@"
        #expect(
            try await test.installation.listPeople(filter, to: viewer).people.map(\.person.name) == ["Zoë Client 105"])
        filter = PeopleFilter()
        filter.kind = .staff
        #expect(try await test.installation.listPeople(filter, to: viewer).people.map(\.person.name) == ["Sam Staff"])
    }
}
