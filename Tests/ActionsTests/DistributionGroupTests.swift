import Actions
import Cryptography
import Domain
import TestSupport
import Testing

@Suite struct DistributionGroupTests {
    /// A validated update of a case with two clients and an affiliate.
    private struct Office {
        let test: TestInstallation
        let viewer: Viewer
        let (ana, bo, cy): (Person, Person, Person)
        let caseFile: CaseFile
        let update: CaseUpdate

        init(_ engine: Engine) async throws {
            test = try await TestInstallation(engine)
            viewer = try await test.staff()
            ana = try await test.person("Ana", emails: ["ana@client.example"])
            bo = try await test.person("Bo", emails: ["bo@client.example"])
            cy = try await test.person("Cy", emails: ["cy@counsel.example"])
            caseFile = try await test.caseFile(by: viewer, clients: [ana, bo])
            _ = try await test.installation.assign(cy.id, as: .affiliateContact, to: caseFile.id, by: viewer)
            update = try await test.validated(in: caseFile, by: viewer, files: [("Report.pdf", [1])])
        }

        func group(
            _ name: String, _ members: [DistributionGroup.Member], ofCase: Bool = true
        ) async throws -> ID<DistributionGroup> {
            let kept = try await test.installation.addDistributionGroup(
                DistributionGroupDetails(name: name, members: members), for: ofCase ? caseFile.id : nil, by: viewer)
            guard case .kept(let id) = kept else { throw Failed(what: "\(kept)") }
            return id
        }

        func check(_ choice: RecipientChoice) async throws -> CheckedSend? {
            let checked = try await test.installation.checkSend(
                of: update.id, to: choice, options: Self.options, by: viewer)
            if case .ready(let send) = checked { return send }
            return nil
        }

        func send(_ choice: RecipientChoice, key: String = "key") async throws -> SentUpdate {
            try await test.installation.sendUpdate(
                SendRequest(update: update.id, recipients: choice, options: Self.options, key: key), by: viewer)
        }

        func sent(_ choice: RecipientChoice, key: String = "key") async throws -> TrackedSend {
            let end = try await send(choice, key: key)
            guard case .sent(let id) = end else { throw Failed(what: "\(end)") }
            return try #require(try await test.installation.showSend(id, to: viewer))
        }

        func reached(_ send: TrackedSend) -> Set<String> { Set(send.deliveries.compactMap(\.recipient?.name)) }

        private static let options = SendOptions(
            identityVerification: true, associateOtherRecipients: true, linkLifetime: .standard, additionalNote: nil)
    }

    private struct Failed: Error { let what: String }

    @Test(
        "TR-09, OS-38: one tick chooses the people of a group, each once, and the send names it", arguments: Engine.all)
    func oneTick(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let clients = try await office.group("Clients", [.role(.clientContact)])
        let everybody = try await office.group(
            "Everybody", [.group(clients), .person(office.cy.id), .person(office.ana.id)])
        let sent = try await office.sent(RecipientChoice([office.ana.id], groups: [everybody, clients]))
        #expect(office.reached(sent) == ["Ana", "Bo", "Cy"] && sent.deliveries.count == 3)
        #expect(sent.groups == ["Everybody", "Clients"] && sent.skipped.isEmpty)
        #expect(await office.test.deliverMail().count == 3)
    }

    @Test("TR-09: who that is, is looked up when it is sent, and stays as it was", arguments: Engine.all)
    func atThatMoment(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let clients = try await office.group("Clients", [.role(.clientContact)])
        let before = try await office.sent(RecipientChoice([], groups: [clients]), key: "1")
        _ = try await office.test.installation.unassign(office.bo.id, from: office.caseFile.id, by: office.viewer)
        let after = try await office.sent(RecipientChoice([], groups: [clients]), key: "2")
        _ = try await office.test.installation.changeDistributionGroup(
            clients, to: DistributionGroupDetails(name: "Counsel", members: [.person(office.cy.id)]), seen: 1,
            by: office.viewer)
        #expect(office.reached(before) == ["Ana", "Bo"] && office.reached(after) == ["Ana"])
        let again = try #require(try await office.test.installation.showSend(before.send.id, to: office.viewer))
        #expect(office.reached(again) == ["Ana", "Bo"] && again.groups == ["Clients"])
    }

    @Test(
        "TR-07, TR-09: members who cannot be sent to are named, left out only where that was agreed to, and kept on record",
        arguments: Engine.all)
    func leftOut(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let mute = try await office.test.person("Mia", .staff, emails: [])
        let group = try await office.group("All", [.person(office.ana.id), .person(office.bo.id), .person(mute.id)])
        _ = try await office.test.installation.unassign(office.bo.id, from: office.caseFile.id, by: office.viewer)
        let choice = RecipientChoice([], groups: [group])
        guard case .wouldLeaveOut(let left) = try await office.send(choice) else {
            throw Failed(what: "nobody left out")
        }
        #expect(left.map(\.name) == ["Bo", "Mia"] && left.map(\.reason) == [.notAssigned, .noAddress])
        #expect(await office.test.deliverMail().isEmpty)
        let checked = try #require(try await office.check(choice))
        #expect(checked.skipped.map(\.name) == ["Bo", "Mia"] && checked.recipients.map(\.name) == ["Ana"])
        let unsaid = RecipientChoice([], groups: [group], agreement: .seen(checked.seen, leavesOut: false))
        guard case .wouldLeaveOut = try await office.send(unsaid) else { throw Failed(what: "left out unsaid") }
        let sent = try await office.sent(
            RecipientChoice([], groups: [group], agreement: .seen(checked.seen, leavesOut: true)))
        #expect(office.reached(sent) == ["Ana"])
        #expect(sent.skipped.map(\.person) == [office.bo.id, mute.id])
        #expect(sent.skipped.map(\.reason) == [.notAssigned, .noAddress])
        #expect(await office.test.deliverMail().map(\.recipient.canonical) == ["ana@client.example"])
    }

    @Test("TR-07: who was ticked by name and cannot be sent to is refused, group or not", arguments: Engine.all)
    func tickedByName(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let eve = try await office.test.person("Eve", emails: ["eve@else.example"])
        let group = try await office.group("All", [.person(office.ana.id), .person(eve.id)])
        let end = try await office.send(RecipientChoice([eve.id], groups: [group], agreement: .leavingOut))
        guard case .refused(let refused) = end else { throw Failed(what: "\(end)") }
        #expect(refused.map(\.name) == ["Eve"] && refused.map(\.reason) == [.notAssigned])
        let nobody = try await office.group("Nobody", [.person(eve.id)])
        guard case .noRecipients = try await office.send(RecipientChoice([], groups: [nobody], agreement: .leavingOut))
        else { throw Failed(what: "somebody") }
        #expect(await office.test.deliverMail().isEmpty)
    }

    @Test("N-35: if a group comes to others than the check page showed, nothing is sent", arguments: Engine.all)
    func changedMeanwhile(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let clients = try await office.group("Clients", [.role(.clientContact)])
        let checked = try #require(try await office.check(RecipientChoice([], groups: [clients])))
        let seen = RecipientChoice([], groups: [clients], agreement: .seen(checked.seen, leavesOut: false))
        let dora = try await office.test.person("Dora", emails: ["dora@client.example"])
        _ = try await office.test.installation.assign(
            dora.id, as: .clientContact, to: office.caseFile.id, by: office.viewer)
        guard case .changedMeanwhile = try await office.send(seen) else { throw Failed(what: "sent to others") }
        #expect(await office.test.deliverMail().isEmpty)
        _ = try await office.test.installation.unassign(dora.id, from: office.caseFile.id, by: office.viewer)
        #expect(office.reached(try await office.sent(seen)) == ["Ana", "Bo"])
    }

    @Test(
        "Groups of another case and archived ones cannot be chosen; those of the organisation can",
        arguments: Engine.all)
    func scopes(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let installation = office.test.installation
        let other = try await office.test.caseFile("C-2", by: office.viewer, clients: [office.ana])
        guard
            case .kept(let foreign) = try await installation.addDistributionGroup(
                DistributionGroupDetails(name: "Foreign", members: [.person(office.ana.id)]), for: other.id,
                by: office.viewer)
        else { throw Failed(what: "not made") }
        let shared = try await office.group("Shared", [.role(.affiliateContact)], ofCase: false)
        guard case .unknownGroup = try await office.send(RecipientChoice([office.ana.id], groups: [foreign])) else {
            throw Failed(what: "foreign")
        }
        #expect(office.reached(try await office.sent(RecipientChoice([], groups: [shared]))) == ["Cy"])
        let details = try DistributionGroupDetails(name: "Other", members: [.person(office.cy.id)])
        #expect(try await installation.archiveDistributionGroup(shared, true, by: office.viewer) == .kept(shared))
        #expect(
            try await installation.changeDistributionGroup(shared, to: details, seen: 1, by: office.viewer) == .archived
        )
        guard case .unknownGroup = try await office.send(RecipientChoice([], groups: [shared]), key: "2") else {
            throw Failed(what: "archived")
        }
        let listed = try #require(
            try await installation.listDistributionGroups(of: office.caseFile.id, for: office.viewer))
        #expect(listed.groups.map(\.id) == [shared] && listed.groups[0].archivedAt != nil)
        let again = try await office.group("Shared", [.role(.clientContact)], ofCase: false)
        #expect(try await installation.archiveDistributionGroup(shared, false, by: office.viewer) == .nameTaken)
        let renamed = try DistributionGroupDetails(name: "Clients", members: [.role(.clientContact)])
        #expect(
            try await installation.changeDistributionGroup(again, to: renamed, seen: 1, by: office.viewer)
                == .kept(again))
        #expect(try await installation.archiveDistributionGroup(shared, false, by: office.viewer) == .kept(shared))
        #expect(office.reached(try await office.sent(RecipientChoice([], groups: [shared]), key: "3")) == ["Cy"])
        let taken = try DistributionGroupDetails(name: "Shared", members: [.person(office.cy.id)])
        #expect(
            try await installation.changeDistributionGroup(again, to: taken, seen: 2, by: office.viewer) == .nameTaken)
    }

    @Test("OS-38: a group is never a part of itself, and has people and groups that are there", arguments: Engine.all)
    func nesting(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let installation = office.test.installation
        let inner = try await office.group("Inner", [.person(office.ana.id)])
        let outer = try await office.group("Outer", [.group(inner)])
        let circle = try DistributionGroupDetails(name: "Inner", members: [.group(outer)])
        #expect(
            try await installation.changeDistributionGroup(inner, to: circle, seen: 1, by: office.viewer)
                == .containsItself)
        let itself = try DistributionGroupDetails(name: "Inner", members: [.group(inner)])
        #expect(
            try await installation.changeDistributionGroup(inner, to: itself, seen: 1, by: office.viewer)
                == .containsItself)
        let nobody = try DistributionGroupDetails(name: "X", members: [.person(office.test.world.newID())])
        #expect(
            try await installation.addDistributionGroup(nobody, for: office.caseFile.id, by: office.viewer)
                == .unknownMember)
        let ofCase = try DistributionGroupDetails(name: "X", members: [.group(inner)])
        #expect(try await installation.addDistributionGroup(ofCase, for: nil, by: office.viewer) == .unknownMember)
        for (name, members) in [("", [.person(office.ana.id)]), ("Empty", [])] as [(String, [DistributionGroup.Member])]
        {
            #expect(throws: Malformed.self) { try DistributionGroupDetails(name: name, members: members) }
        }
    }

    @Test(
        "AU-01: only who sees the case has its groups; only those who validate keep the organisation's",
        arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let installation = office.test.installation
        let group = try await office.group("Clients", [.role(.clientContact)])
        let shared = try await office.group("Shared", [.role(.clientContact)], ofCase: false)
        let details = try DistributionGroupDetails(name: "Mine", members: [.person(office.ana.id)])
        let outsider = try await office.test.staff("Olaf", email: "olaf@firm.example", role: .investigator)
        #expect(try await installation.showDistributionGroup(group, to: outsider) == nil)
        #expect(try await installation.listDistributionGroups(of: office.caseFile.id, for: outsider) == nil)
        #expect(try await installation.changeDistributionGroup(group, to: details, seen: 1, by: outsider) == .unknown)
        #expect(try await installation.archiveDistributionGroup(group, true, by: outsider) == .unknown)
        #expect(try await installation.addDistributionGroup(details, for: office.caseFile.id, by: outsider) == .unknown)
        #expect(try await installation.addDistributionGroup(details, for: nil, by: outsider) == .notAllowed)
        #expect(
            try await installation.changeDistributionGroup(shared, to: details, seen: 1, by: outsider) == .notAllowed)
        _ = try await office.sent(RecipientChoice([], groups: [shared]))
        let unseen = try #require(try await installation.showDistributionGroup(shared, to: outsider))
        let seen = try #require(try await installation.showDistributionGroup(shared, to: office.viewer))
        #expect(unseen.sends == (0, nil) && seen.sends.count == 1, "a send of a case that one does not see")
        let auditor = try await office.test.staff("Ada", email: "ada@firm.example", role: .auditor)
        #expect(try await installation.showDistributionGroup(group, to: auditor)?.mayBeChanged == false)
        #expect(try await installation.changeDistributionGroup(group, to: details, seen: 1, by: auditor) == .notAllowed)
        _ = try await installation.setStatus(.closed, of: office.caseFile.id, by: office.viewer)
        #expect(
            try await installation.changeDistributionGroup(group, to: details, seen: 1, by: office.viewer) == .closed)
    }

    @Test("Of sixteen who change a group that they all read, one does; the others are told", arguments: Engine.all)
    func raced(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let (installation, viewer, ana) = (office.test.installation, office.viewer, office.ana.id)
        let group = try await office.group("Clients", [.role(.clientContact)])
        let winners = try await raceOfSixteen { runner in
            let details = try DistributionGroupDetails(name: "Name \(runner)", members: [.person(ana)])
            let kept = try await installation.changeDistributionGroup(group, to: details, seen: 1, by: viewer)
            return kept == .kept(group) ? runner : nil
        }
        let shown = try #require(try await installation.showDistributionGroup(group, to: viewer))
        #expect(winners.count == 1)
        #expect(
            shown.group.name == "Name \(winners[0])" && shown.group.version == 2
                && shown.group.members == [.person(ana)])
    }
}
