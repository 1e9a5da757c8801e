import Actions
import Domain
import TestSupport
import Testing

@Suite struct RetentionTests {
    private func firm() throws -> Organisation {
        Organisation(
            name: "Firm", contact: "+44 20 7946 0000", origin: TestInstallation.origin,
            mailFrom: try EmailAddress(reading: "updates@firm.example"), caseRetention: try RetentionMonths(84))
    }

    @Test(
        "CR-08, OS-17: a case is due its own period after closing, else the organisation's; opening it again takes that back",
        arguments: Engine.all)
    func due(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine, organisation: try firm())
        let admin = try await test.staff()
        let id = try await test.caseFile(by: admin).id
        let installation = test.installation
        let shown = { try #require(try await installation.showRetention(of: id, to: admin)) }
        #expect(try await shown().due == nil)
        _ = try await installation.setStatus(.closed, of: id, by: admin)
        let closed = test.world.now()
        #expect(try await shown().due == closed.adding(months: 84))
        #expect(try await installation.setRetention(RetentionMonths(12), of: id, by: admin) == .kept)
        #expect(try await installation.setRetention(RetentionMonths(12), of: id, by: admin) == .kept)
        #expect(try await shown().due == closed.adding(months: 12))
        #expect(try await shown().history.map(\.kind) == [.retentionChanged, .closed])
        #expect(try await shown().history[0].detail == "from the organisation’s period to 12 months (1 year)")
        _ = try await installation.setStatus(.closed, of: id, by: admin)
        test.world.pass(.minutes(5))
        #expect(try await shown().due == closed.adding(months: 12), "closing what is closed starts nothing anew")
        _ = try await installation.setStatus(.open, of: id, by: admin)
        #expect(try await shown().due == nil)
    }

    @Test(
        "CR-08: a hold has a reason, who and when; the first stands until it is lifted, and all of it stays in the history",
        arguments: Engine.all)
    func hold(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let author = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let id = try await test.caseFile(by: admin, staff: [author.person]).id
        let foreign = try await test.caseFile("2", by: admin).id
        let installation = test.installation
        #expect(try await installation.placeHold(reason: "Mine.", on: id, by: author) == .notAllowed)
        #expect(try await installation.placeHold(reason: "Mine.", on: foreign, by: author) == .unknown)
        #expect(try await installation.liftHold(reason: "None.", on: id, by: admin) == .notHeld)
        #expect(try await installation.placeHold(reason: "Court.", on: id, by: admin) == .kept)
        #expect(try await installation.placeHold(reason: "Later.", on: id, by: admin) == .heldAlready)
        let shown = try #require(try await installation.showRetention(of: id, to: author))
        #expect(shown.caseFile.retention.hold == LegalHold(by: admin.person, at: test.world.now(), reason: "Court."))
        _ = try await installation.setStatus(.closed, of: id, by: admin)
        let details = try CaseDetails(reference: "9", title: "T")
        #expect(try await installation.changeCase(id, to: details, by: admin) == .closed)
        #expect(try await installation.findCase(id, for: admin)?.retention.hold?.reason == "Court.")
        #expect(try await installation.liftHold(reason: "Over.", on: id, by: admin) == .kept)
        let history = try #require(try await installation.showRetention(of: id, to: author)).history
        #expect(history.map(\.kind) == [.holdLifted, .closed, .holdPlaced])
        #expect(history.map(\.detail) == ["Over.", nil, "Court."])
    }

    @Test("CR-08, N-10: of sixteen who place a hold at once one does, and one lifts it", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let id = try await test.caseFile(by: admin).id
        let placed = try await raceOfSixteen { runner in
            try await test.installation.placeHold(reason: "R\(runner)", on: id, by: admin) == .kept ? runner : nil
        }
        #expect(placed.count == 1)
        let reason = try await test.installation.findCase(id, for: admin)?.retention.hold?.reason
        #expect(reason == placed.first.map { "R\($0)" })
        let lifted = try await raceOfSixteen { _ in
            try await test.installation.liftHold(reason: "Over", on: id, by: admin) == .kept ? true : nil
        }
        #expect(lifted.count == 1)
        #expect(try await test.installation.showRetention(of: id, to: admin)?.history.count == 2)
    }
}
