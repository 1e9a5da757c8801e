import Actions
import Domain
import TestSupport
import Testing

@Suite struct CaseStatusChangeTests {
    private func outcomes(
        _ test: TestInstallation, _ id: ID<CaseStatusChange>, _ viewer: Viewer
    ) async throws -> [CaseStatusChange.Outcome] {
        try #require(try await test.installation.showStatusChange(id, to: viewer)).items.map(\.outcome)
    }

    @Test(
        "CR-03, AU-01: each case is looked at anew; what was closed already, or is not one's own, stays as it is and says so",
        arguments: Engine.all)
    func outcomes(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let author = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let own = try await test.caseFile("1", by: admin, staff: [author.person])
        let closed = try await test.caseFile("2", by: admin, staff: [author.person])
        let foreign = try await test.caseFile("3", by: admin)
        let installation = test.installation
        _ = try await installation.setStatus(.closed, of: closed.id, by: admin)
        let cases = [own.id, closed.id, foreign.id, own.id]
        let check = try await installation.checkStatusChange(.closed, of: cases, for: author)
        #expect(check.items.map(\.outcome) == [.done, .alreadySo, .notFound])
        #expect(check.items.map { $0.caseFile?.reference } == ["1", "2", nil])
        let id = try installation.newStatusChange()
        #expect(try await installation.changeStatuses(.closed, of: cases, as: id, by: author) == .changed(id))
        #expect(try await outcomes(test, id, author) == [.done, .alreadySo, .notFound])
        #expect(try await installation.findCase(foreign.id, for: admin)?.status == .open)
        #expect(try await installation.setStatus(.open, of: own.id, by: admin) == .kept(own.id))
        #expect(try await installation.changeStatuses(.closed, of: cases, as: id, by: author) == .changed(id))
        #expect(try await installation.findCase(own.id, for: admin)?.status == .open, "the same act again does nothing")
        #expect(try await installation.showStatusChange(id, to: admin) == nil)
        _ = try await installation.unassign(author.person, from: own.id, by: admin)
        let later = try #require(try await installation.showStatusChange(id, to: author))
        #expect(later.items.map { $0.caseFile?.reference } == [nil, "2", nil])
        let auditor = try await test.staff("Aud", email: "aud@firm.example", role: .auditor)
        let other = try installation.newStatusChange()
        #expect(try await installation.changeStatuses(.open, of: [closed.id], as: other, by: auditor) == .notAllowed)
    }

    @Test("CR-03, N-10: sixteen who close the same cases at once close each of them once", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let cases = try await [test.caseFile("1", by: admin).id, test.caseFile("2", by: admin).id]
        let ids = try await raceOfSixteen { _ in
            let id = try test.installation.newStatusChange()
            _ = try await test.installation.changeStatuses(.closed, of: cases, as: id, by: admin)
            return id
        }
        var done = 0
        for id in ids { done += try await outcomes(test, id, admin).filter { $0 == .done }.count }
        #expect(done == 2)
        let history = try await test.installation.showActivity(of: cases[0], topic: .caseItself, after: nil, to: admin)
        #expect(history?.entries.map(\.kind) == ["closed"])
    }
}
