import Actions
import Cryptography
import Domain
import Mail
import TestSupport
import Testing

/// Two records of one person become one.
@Suite struct MergePeopleTests {
    /// Somebody who is known twice, each time with a file that was sent.
    private struct Office {
        let test: TestInstallation
        let viewer: Viewer
        let (kept, gone): (Person, Person)
        let caseFile: CaseFile
        let send: ID<Send>
        /// Of the record that stays, and of the one that goes.
        let tokens: [String]

        init(_ engine: Engine) async throws {
            test = try await TestInstallation(engine)
            viewer = try await test.staff()
            kept = try await test.person("Ana Silva", emails: ["ana@client.example"])
            gone = try await test.person("A. Silva", emails: ["silva@work.example"])
            caseFile = try await test.caseFile(by: viewer, clients: [kept, gone])
            let update = try await test.validated(in: caseFile, by: viewer, files: [("a.pdf", [1, 2, 3])])
            send = try await test.send(update, to: [kept, gone], by: viewer)
            var tokens: [String] = []
            let mails = await test.deliverMail()
            for address in ["ana@client.example", "silva@work.example"] {
                tokens.append(try #require(mails.first { $0.recipient.spelling == address }?.tokens.first))
            }
            self.tokens = tokens
        }

        func merge(_ viewer: Viewer? = nil) async throws -> MergedPerson {
            try await test.installation.mergePeople(gone.id, into: kept.id, by: viewer ?? self.viewer)
        }

        func delivery(issuedTo person: Person) async throws -> TrackedDelivery {
            let shown = try #require(try await test.installation.showSend(send, to: test.again(viewer)))
            return try #require(shown.deliveries.first { $0.delivery.issuedTo == person.id })
        }
    }

    @Test(
        "PE-08: links of both open for the addresses of both; what happened before and after is one person's",
        arguments: Engine.all)
    func links(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let test = office.test
        var before = Browser(test)
        try await before.enter(office.tokens[1], as: "silva@work.example")
        #expect(try await before.download(office.tokens[1]) == [1, 2, 3])
        #expect(try await office.delivery(issuedTo: office.gone).files.first?.state == .completed)
        #expect(try await office.merge() == .merged(office.kept.id))
        let old = try await office.delivery(issuedTo: office.gone)
        #expect(old.recipient?.id == office.kept.id && old.files.first?.state == .completed)
        #expect(old.delivery.address.spelling == "silva@work.example")
        let actors = old.events.compactMap { event -> ID<Person>? in
            if case .person(let person, _) = event.actor { person } else { nil }
        }
        #expect(!actors.contains(office.gone.id) && actors.contains(office.kept.id))
        #expect(try await before.download(office.tokens[1]) == [1, 2, 3])
        var after = Browser(test)
        try await after.enter(office.tokens[0], as: "silva@work.example")
        #expect(try await after.download(office.tokens[0]) == [1, 2, 3])
        #expect(try await office.delivery(issuedTo: office.kept).files.first?.state == .completed)
        let third = try await test.person("Ana S. Costa", emails: ["costa@client.example"])
        let again = try await test.installation.mergePeople(
            office.kept.id, into: third.id, by: test.again(office.viewer))
        #expect(again == .merged(third.id))
        for record in [office.kept, office.gone] {
            let now = try await office.delivery(issuedTo: record)
            #expect(now.recipient?.id == third.id && now.files.first?.state == .completed)
        }
        var last = Browser(test)
        try await last.enter(office.tokens[1], as: "costa@client.example")
        #expect(try await last.download(office.tokens[1]) == [1, 2, 3])
    }

    @Test(
        "PE-08: addresses, cases, groups and coordinator move; the record that goes is archived for good and leads on",
        arguments: Engine.all)
    func record(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let (test, installation) = (office.test, office.test.installation)
        let other = try await test.caseFile("2026-002", by: office.viewer, clients: [office.gone])
        _ = try await installation.makePrimary(office.gone.id, of: other.id, by: office.viewer)
        _ = try await installation.setStatus(.closed, of: other.id, by: office.viewer)
        let members: [DistributionGroup.Member] = [.person(office.gone.id), .person(office.kept.id)]
        let details = try DistributionGroupDetails(name: "Both", members: members)
        guard
            case .kept(let group) = try await installation.addDistributionGroup(details, for: nil, by: office.viewer)
        else {
            Issue.record("The group should be made.")
            return
        }
        let change = try PersonChange(coordinator: .some(office.viewer.person))
        _ = try await installation.changePerson(office.gone.id, change, by: office.viewer)
        #expect(try await office.merge() == .merged(office.kept.id))
        #expect(try await office.merge() == .merged(office.kept.id))
        let shown = try #require(try await installation.showPerson(office.kept.id, to: office.viewer))
        #expect(shown.person.addresses.map(\.spelling) == ["ana@client.example", "silva@work.example"])
        #expect(shown.person.name == "Ana Silva" && shown.coordinator?.id == office.viewer.person)
        #expect(shown.merged.map(\.name) == ["A. Silva"] && shown.deliveries.count == 2)
        #expect(Set(shown.cases.map(\.caseFile.reference)) == ["2026-001", "2026-002"])
        let primary = try #require(try await installation.showCasePeople(other.id, to: office.viewer))
        #expect(
            primary.assigned.map { $0.person.id } == [office.kept.id]
                && primary.assigned.map { $0.part.isPrimary } == [true])
        let now = try #require(try await installation.showDistributionGroup(group, to: office.viewer)?.group)
        #expect(now.members == [.person(office.kept.id)] && now.version == 2)
        let gone = try #require(try await installation.showPerson(office.gone.id, to: office.viewer))
        #expect(gone.mergedInto?.id == office.kept.id && gone.person.addresses.isEmpty && gone.person.archivedAt != nil)
        #expect(try await installation.archivePerson(office.gone.id, false, by: office.viewer) == .merged)
        let back = try await installation.mergePeople(office.kept.id, into: office.gone.id, by: office.viewer)
        #expect(back == .archived)
    }

    @Test(
        "PE-08, AU-01: only who may change both merges, after proof, what was looked at; staff and one record are refused",
        arguments: Engine.all)
    func refusals(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let (test, installation) = (office.test, office.test.installation)
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        #expect(try await office.merge(ivo) == .notAllowed)
        let (kept, gone) = (office.kept.id, office.gone.id)
        #expect(try await installation.mergePeople(kept, into: kept, by: office.viewer) == .notMergeable)
        #expect(try await installation.mergePeople(ivo.person, into: kept, by: office.viewer) == .notMergeable)
        #expect(try await installation.mergePeople(test.world.newID(), into: kept, by: office.viewer) == .unknown)
        let choice = try #require(try await installation.showMerge(of: gone, into: kept, to: office.viewer))
        let seen = (kept: choice.kept.version, gone: choice.gone.version)
        _ = try await installation.changePerson(gone, PersonChange(name: "Anna"), by: office.viewer)
        let late = try await installation.mergePeople(gone, into: kept, seen: seen, by: office.viewer)
        #expect(late == .changedMeanwhile)
        let session = try await TestAccount(test).session()
        test.world.pass(.minutes(11))
        await #expect(throws: ProofNeeded.self) { try await office.merge(session.viewer) }
        #expect(try await installation.showPerson(gone, to: office.viewer)?.mergedInto == nil)
    }

    @Test("PE-08: of two that are merged into each other at once one stays, whole", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let installation = office.test.installation
        let (kept, gone, viewer) = (office.kept.id, office.gone.id, office.viewer)
        let ends = try await withThrowingTaskGroup(of: MergedPerson.self) { group in
            for number in 0..<16 {
                let (one, other) = number % 2 == 0 ? (kept, gone) : (gone, kept)
                group.addTask { try await installation.mergePeople(one, into: other, by: viewer) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(ends.filter { $0 != .archived }).count == 1)
        #expect(ends.count { $0 == .archived } == 8)
        let people = [
            try #require(try await installation.showPerson(kept, to: viewer)),
            try #require(try await installation.showPerson(gone, to: viewer)),
        ]
        #expect(people.count { $0.mergedInto != nil } == 1)
        #expect(people.map(\.person.addresses.count).sorted() == [0, 2])
    }

    @Test(
        "PE-08: a download that runs while its reader's record becomes a part of another goes on", arguments: Engine.all
    )
    func running(_ engine: Engine) async throws {
        let office = try await Office(engine)
        var browser = Browser(office.test)
        try await browser.enter(office.tokens[1], as: "silva@work.example")
        let installation = office.test.installation
        guard case .file(let found) = try await installation.findDownload(office.tokens[1], by: browser.visitor),
            case .transfer(let transfer) = try await installation.beginDownload(
                found, range: 0..<3, by: browser.visitor)
        else {
            Issue.record("There should be a file.")
            return
        }
        #expect(try await office.merge() == .merged(office.kept.id))
        #expect(try await transfer.mayGoOn())
        try await transfer.finish(served: 3)
        #expect(try await office.delivery(issuedTo: office.gone).files.first?.state == .completed)
    }

    @Test("PE-08: the history says on which record it was written what is one person's now", arguments: Engine.all)
    func saysWhichRecord(_ engine: Engine) async throws {
        let office = try await Office(engine)
        var browser = Browser(office.test)
        try await browser.enter(office.tokens[1], as: "silva@work.example")
        try await browser.download(office.tokens[1])
        let written = try await office.delivery(issuedTo: office.gone).events
        #expect(written.allSatisfy { $0.writtenOf == nil })
        #expect(try await office.merge() == .merged(office.kept.id))
        let tracked = try await office.delivery(issuedTo: office.gone)
        let own = tracked.events.filter { $0.isBy(office.kept.id) }
        #expect(!own.isEmpty && own.allSatisfy { $0.writtenOf == office.gone.id })
        try await browser.download(office.tokens[0])
        let later = try await office.delivery(issuedTo: office.kept).events.filter { $0.isBy(office.kept.id) }
        #expect(!later.isEmpty && later.allSatisfy { $0.writtenOf == nil })
        let again = try await office.test.again(office.viewer)
        let shown = try await office.test.installation.showDelivery(tracked.delivery.id, to: again)
        #expect(shown?.people[office.gone.id]?.name == "A. Silva")
    }
}
