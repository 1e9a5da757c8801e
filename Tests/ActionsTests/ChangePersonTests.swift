import Actions
import Domain
import TestSupport
import Testing

@Suite struct ChangePersonTests {
    @Test("AU-07: what a program does not give stays as it is now, not as it was when it looked", arguments: Engine.all)
    func merged(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let contact = try await test.person("Ana", emails: ["ana@client.example", "old@client.example"])
        let rename = try PersonChange(name: "Ana Client")
        let removal = try PersonChange(aliases: [])
        #expect(try await test.installation.changePerson(contact.id, removal, by: viewer).isKept)
        #expect(try await test.installation.changePerson(contact.id, rename, by: viewer).isKept)
        let shown = try #require(try await test.installation.showPerson(contact.id, to: viewer))
        #expect(shown.person.name == "Ana Client")
        #expect(shown.person.addresses.map(\.canonical) == ["ana@client.example"])
    }

    @Test("AU-07: a form saved over a change made meanwhile changes nothing", arguments: Engine.all)
    func stale(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (installation, viewer) = (test.installation, try await test.staff())
        let member = try await test.staff("Ivo", email: "ivo@firm.example", role: .owner)
        let seen = try #require(try await installation.showPerson(member.person, to: viewer)).version
        #expect(try await installation.changeStaff(member.person, .init(role: .staff), by: viewer) == .changed)
        var save = PersonChange(try PersonDetails(name: "Ivo I", email: "ivo@firm.example"))
        (save.seen, save.account) = (seen, StaffChange(role: .owner))
        #expect(try await installation.changePerson(member.person, save, by: viewer) == .changedMeanwhile)
        let shown = try #require(try await installation.showPerson(member.person, to: viewer))
        #expect(shown.account?.role == .staff && shown.person.name == "Ivo" && shown.version != seen)
        save.seen = shown.version
        #expect(try await installation.changePerson(member.person, save, by: viewer).isKept)
        #expect(try await installation.showPerson(member.person, to: viewer)?.account?.role == .owner)
    }

    @Test("AU-07: name, other addresses and role change together or not at all", arguments: Engine.all)
    func together(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (installation, viewer) = (test.installation, try await test.staff())
        var change = try PersonChange(name: "Somebody else", aliases: ["new@firm.example"])
        change.account = StaffChange(role: .staff)
        #expect(try await installation.changePerson(viewer.person, change, by: viewer) == .lastAdministrator)
        let before = try #require(try await installation.showPerson(viewer.person, to: viewer))
        #expect(before.person.name == "Sam Staff" && before.person.addresses.map(\.canonical) == ["sam@firm.example"])
        _ = try await test.staff("Olga", email: "olga@firm.example", role: .owner)
        #expect(try await installation.changePerson(viewer.person, change, by: viewer).isKept)
        let after = try #require(try await installation.showPerson(viewer.person, to: viewer))
        #expect(after.person.addresses.last?.canonical == "new@firm.example" && after.account?.role == .staff)
        var last = try PersonChange(email: "newest@firm.example")
        last.account = StaffChange(role: .staff)
        let chief = try await test.staff("Ida", email: "ida@firm.example")
        await #expect(throws: Malformed.self) { try await installation.changePerson(chief.person, last, by: chief) }
    }

    @Test(
        "AU-01: a contact with a delivery of a case is changed by those who see that case alone, also when off it",
        arguments: Engine.all)
    func deliveries(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (installation, file) = (test.installation, try await test.sentFile())
        let outsider = try await test.staff("Otto", email: "otto@firm.example", role: .investigator)
        _ = try await installation.unassign(file.contact.id, from: file.caseFile.id, by: file.viewer)
        let change = try PersonChange(email: "otto@mail.example")
        #expect(try await installation.changePerson(file.contact.id, change, by: outsider) == .notAllowed)
        #expect(try await installation.showPerson(file.contact.id, to: outsider)?.mayBeChanged == false)
        let delivery = try await test.history(file).tracked.delivery.id
        _ = try await installation.revokeLinks(.delivery(delivery), by: file.viewer)
        #expect(try await installation.changePerson(file.contact.id, change, by: outsider).isKept)
    }
}

extension KeptPerson {
    fileprivate var isKept: Bool { if case .kept = self { true } else { false } }
}
