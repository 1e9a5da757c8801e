import Actions
import Domain
import Records
import TestSupport
import Testing

@Suite("Addresses that several people read")
struct SharedAddressTests {
    @Test(
        "N-47: the mark holds for everybody who has the address, also in the tracker of what was sent before",
        arguments: Engine.all)
    func marked(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile(to: "Office@client.example")
        let (viewer, installation) = (file.viewer, test.installation)
        let bea = try await test.person("Bea", emails: ["bea@client.example", "office@client.example"])
        let office = try EmailAddress(reading: "office@CLIENT.example")
        #expect(try await test.tracked(file)?.isShared == false)
        #expect(
            try await installation.markAddress(office, of: bea.id, isShared: true, by: viewer) == .marked)
        let ana = try #require(try await installation.showPerson(file.contact.id, to: viewer)?.person)
        #expect(ana.sharedAddresses == [office] && ana.isShared)
        let shown = try #require(try await installation.showPerson(bea.id, to: viewer)?.person)
        #expect(shown.sharedAddresses == [office] && !shown.isShared)
        #expect(try await test.tracked(file)?.isShared == true)
        let moved = try PersonDetails(name: "Ana Client", email: "ana@client.example")
        _ = try await installation.changePerson(ana.id, PersonChange(moved), by: viewer)
        #expect(try await test.tracked(file)?.isShared == true)
        #expect(try await installation.showPerson(ana.id, to: viewer)?.person.sharedAddresses.isEmpty == true)
        #expect(
            try await installation.markAddress(office, of: bea.id, isShared: false, by: viewer) == .marked)
        #expect(try await test.tracked(file)?.isShared == false)
        #expect(
            try await installation.markAddress(office, of: ana.id, isShared: true, by: viewer) == .unknown)
    }

    @Test(
        "N-47: the mark is made and taken away only by those who may change everybody who has the address, also with somebody new",
        arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let chief = try await test.staff()
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let ana = try await test.person("Ana", emails: ["office@client.example"])
        let bo = try await test.person("Bo", emails: ["office@client.example"])
        _ = try await test.caseFile(by: chief, clients: [ana])
        let office = try EmailAddress(reading: "office@client.example")
        let mark = { (person: Person, isShared: Bool, viewer: Viewer) in
            try await test.installation.markAddress(office, of: person.id, isShared: isShared, by: viewer)
        }
        #expect(try await mark(ana, true, ivo) == .notAllowed)
        #expect(try await mark(bo, true, ivo) == .notAllowed)
        let decoy = try PersonDetails(name: "Decoy", email: "office@client.example", shared: "office@client.example")
        await #expect(throws: Malformed.self) {
            try await test.installation.addPerson(decoy, kind: .contact, by: ivo)
        }
        let squat = try await test.installation.switchOnPortal(for: bo.id, at: office, by: ivo)
        #expect(squat == .impossible(.addressOfOthers))
        #expect(try await test.installation.showPerson(ana.id, to: chief)?.person.isShared == false)
        #expect(try await mark(bo, true, chief) == .marked)
        #expect(try await mark(bo, true, ivo) == .marked)
        #expect(try await mark(bo, false, ivo) == .notAllowed)
        #expect(try await test.installation.showPerson(ana.id, to: chief)?.person.isShared == true)
        #expect(try await mark(bo, false, chief) == .marked)
    }

    @Test(
        "N-47: what is said of the addresses of a new or changed person has to be theirs", arguments: Engine.all)
    func details(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let list = try PersonDetails(
            name: "Claims desk", email: "claims@insurer.example", shared: "claims@insurer.example")
        guard case .kept(let id, _) = try await test.installation.addPerson(list, kind: .contact, by: viewer) else {
            Issue.record("The list should be added.")
            return
        }
        let shared = { try await test.installation.showPerson(id, to: viewer)?.person.sharedAddresses.count }
        #expect(try await shared() == 1)
        #expect(throws: Malformed.self) {
            try PersonDetails(name: "X", email: "a@b.example", shared: "c@b.example")
        }
        #expect(throws: Malformed.self) { try PersonDetails(name: "X", email: "", shared: "c@b.example") }
        _ = try await test.installation.changePerson(id, PersonChange(name: "Desk"), by: viewer)
        #expect(try await shared() == 1)
        await #expect(throws: Malformed.self) {
            try await test.installation.changePerson(id, PersonChange(shared: ["other@b.example"]), by: viewer)
        }
        _ = try await test.installation.changePerson(id, PersonChange(shared: []), by: viewer)
        #expect(try await shared() == 0)
    }

    @Test(
        "N-47: of sixteen who mark an address at once, all are answered, and it is marked once", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let ana = try await test.person("Ana", emails: ["office@client.example"])
        let office = try EmailAddress(reading: "office@client.example")
        let ends = try await raceOfSixteen { _ in
            try await test.installation.markAddress(office, of: ana.id, isShared: true, by: viewer)
        }
        #expect(ends == Array(repeating: .marked, count: 16))
        let unmarked = try await test.write {
            try SharedAddresses($0).unmark(office, by: viewer.person, now: .init(milliseconds: 1))
        }
        #expect(unmarked)
        #expect(try await test.installation.showPerson(ana.id, to: viewer)?.person.isShared == false)
    }
}

extension TestInstallation {
    /// The one delivery of what was sent.
    fileprivate func tracked(_ file: SentFile) async throws -> TrackedDelivery? {
        try await installation.showSend(file.send, to: file.viewer)?.deliveries.first
    }
}
