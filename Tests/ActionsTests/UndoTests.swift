import Actions
import Domain
import TestSupport
import Testing

/// Taking a send back before its mails leave.
@Suite struct UndoTests {
    /// An update of a case with two clients, in an office that waits half a minute.
    private struct Office {
        let test: TestInstallation
        let viewer: Viewer
        let (ana, bo): (Person, Person)
        let update: CaseUpdate

        init(_ engine: Engine) async throws {
            let firm = Organisation(
                name: "Firm", contact: "Call us", origin: TestInstallation.origin,
                mailFrom: try EmailAddress(reading: "updates@firm.example"), undoWindow: .seconds(30))
            test = try await TestInstallation(engine, organisation: firm)
            viewer = try await test.staff()
            ana = try await test.person("Ana", emails: ["ana@client.example"])
            bo = try await test.person("Bo", emails: ["bo@client.example"])
            let caseFile = try await test.caseFile(by: viewer, clients: [ana, bo])
            update = try await test.validated(in: caseFile, by: viewer, files: [("Report.pdf", [1])])
        }

        func send() async throws -> ID<Send> { try await test.send(update, to: [ana, bo], by: viewer) }

        func undo(_ send: ID<Send>) async throws -> UndoneSend {
            try await test.installation.undoSend(send, by: viewer)
        }

        func shown(_ send: ID<Send>) async throws -> TrackedSend {
            try #require(try await test.installation.showSend(send, to: viewer))
        }
    }

    @Test(
        "N-35: a send that is taken back within its time mails nobody, and its links open nothing",
        arguments: Engine.all)
    func undo(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let send = try await office.send()
        #expect(try await office.shown(send).leavesAt == office.test.world.now() + .seconds(30))
        office.test.world.pass(.seconds(29))
        #expect(await office.test.deliverMail().isEmpty)
        #expect(try await office.undo(send) == .undone(left: 0))
        office.test.world.pass(.days(1))
        #expect(await office.test.deliverMail().isEmpty)
        let shown = try await office.shown(send)
        #expect(shown.send.revokedAt != nil && shown.leavesAt == nil)
        for delivery in shown.deliveries {
            #expect(delivery.events.map(\.kind) == [.queued, .linkRevoked] && delivery.delivery.undoneAt != nil)
            let url = try office.test.installation.url(of: delivery.links[0])
            let token = try #require(url.split(separator: "/").last)
            #expect(try await Browser(office.test).open(String(token)).word == "revoked")
        }
    }

    @Test("N-35: when its time is over the mails leave, and nothing is taken back", arguments: Engine.all)
    func late(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let send = try await office.send()
        office.test.world.pass(.seconds(30))
        #expect(try await office.shown(send).leavesAt == nil)
        #expect(try await office.undo(send) == .tooLate)
        #expect(await office.test.deliverMail().count == 2)
        #expect(try await office.undo(send) == .tooLate)
        let shown = try await office.shown(send)
        #expect(shown.send.revokedAt == nil && shown.deliveries.allSatisfy { $0.status == .sent })
    }

    @Test("N-35: a mail that left all the same is counted, and its links are dead too", arguments: Engine.all)
    func partly(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let send = try await office.send()
        let ana = try #require(try await office.shown(send).deliveries.first { $0.recipient == office.ana })
        let asked = try await office.test.delegation(
            of: ana.delivery.id, for: "Dora Lund", at: "dora@client.example")
        #expect(try await office.test.installation.approveDelegate(asked, as: .new, by: office.viewer) == .done)
        #expect(await office.test.deliverMail().contains { $0.to == "dora@client.example" })
        #expect(try await office.undo(send) == .undone(left: 1))
        let shown = try await office.shown(send)
        #expect(shown.deliveries.count == 3)
        for delivery in shown.deliveries {
            let isDelegate = delivery.delivery.delegateOf != nil
            let expected: [EventKind] = isDelegate ? [.queued, .sent, .linkRevoked] : [.queued, .linkRevoked]
            #expect(delivery.events.map(\.kind) == expected && (delivery.delivery.undoneAt == nil) == isDelegate)
            #expect(DeliveryStatus.hasLeft(delivery.events) == isDelegate)
        }
        office.test.world.pass(.days(1))
        #expect(await office.test.deliverMail().isEmpty)
    }

    @Test(
        "N-35, N-12: a notice that waits for its time is not sent again beside it, so undo still finds it",
        arguments: Engine.all)
    func notTwice(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let send = try await office.send()
        let delivery = try await office.shown(send).deliveries[0].delivery.id
        func resend() async throws -> ChangedLinks {
            try await office.test.installation.resendNotice(of: delivery, by: office.viewer)
        }
        func waits() async throws -> Bool? {
            try await office.test.installation.showDelivery(delivery, to: office.viewer)?.waits
        }
        #expect(try await resend() == .nothingToDo)
        #expect(try await waits() == true)
        #expect(await office.test.deliverMail().isEmpty)
        office.test.world.pass(.seconds(30))
        #expect(try await waits() == false)
        #expect(await office.test.deliverMail().count == 2)
        #expect(try await resend() == .done)
        #expect(await office.test.deliverMail().count == 1)
        let other = try await office.send()
        #expect(try await office.undo(other) == .undone(left: 0))
    }

    @Test(
        "N-35, TR-15: whoever is told in the application, or opened it there, is not said to have got nothing",
        arguments: Engine.all)
    func toldInApplication(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let silent = try await office.test.staff("Sil", email: "sil@firm.example", role: .manager)
        _ = try await office.test.installation.chooseNotifications([.updateSent: "in the application"], by: silent)
        let reader = try await office.test.staff("Rea", email: "rea@firm.example", role: .manager)
        let people = try await office.test.installation.listPeople(PeopleFilter(), to: office.viewer).people.map(
            \.person)
        let staff = people.filter { [silent.person, reader.person].contains($0.id) }
        let send = try await office.test.send(office.update, to: [office.ana] + staff, by: office.viewer)
        let own = try #require(try await office.shown(send).deliveries.first { $0.recipient?.id == reader.person })
        let url = try office.test.installation.url(of: own.links[0])
        let token = String(try #require(url.split(separator: "/").last))
        _ = try await Browser(office.test, signedIn: reader).open(token)
        #expect(try await office.undo(send) == .undone(left: 2))
        let undone = try await office.shown(send).deliveries.filter { $0.delivery.undoneAt != nil }
        #expect(undone.map(\.recipient?.name) == ["Ana"])
    }

    @Test("N-35, AU-01: nobody takes back what they may not send; twice is too late", arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let send = try await office.send()
        let outsider = try await office.test.staff("Otto", email: "otto@firm.example", role: .investigator)
        let auditor = try await office.test.staff("Aud", email: "aud@firm.example", role: .auditor)
        #expect(try await office.test.installation.undoSend(send, by: outsider) == .unknown)
        #expect(try await office.test.installation.undoSend(send, by: auditor) == .notAllowed)
        #expect(try await office.undo(send) == .undone(left: 0))
        #expect(try await office.undo(send) == .tooLate)
    }

    @Test("N-35: of sixteen who take a send back at once one does, and mails nobody", arguments: Engine.all)
    func atOnce(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let send = try await office.send()
        let ends = try await withThrowingTaskGroup(of: UndoneSend.self) { group in
            for _ in 0..<16 { group.addTask { try await office.undo(send) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(ends.count { $0 == .undone(left: 0) } == 1 && ends.count { $0 == .tooLate } == 15)
        let shown = try await office.shown(send)
        #expect(shown.deliveries.allSatisfy { $0.events.map(\.kind) == [.queued, .linkRevoked] })
    }
}
