import Actions
import Domain
import TestSupport
import Testing

@Suite struct CaseListTests {
    private struct NotMade: Error {}

    private func open(
        _ test: TestInstallation, _ reference: String, _ title: String = "Harbour matter", type: ID<CaseType>? = nil,
        tags: String = "", by viewer: Viewer
    ) async throws -> ID<CaseFile> {
        test.world.pass(.seconds(1))
        let details = try CaseDetails(reference: reference, title: title, type: type, tags: Typed.tags(tags))
        guard case .kept(let id) = try await test.installation.openCase(details, by: viewer) else { throw NotMade() }
        return id
    }

    private func type(_ test: TestInstallation, _ name: String, by viewer: Viewer) async throws -> ID<CaseType> {
        guard
            case .kept(let id) = try await test.installation.addCaseType(CaseTypeName(reading: name), by: viewer)
        else { throw NotMade() }
        return id
    }

    private func listed(
        _ test: TestInstallation, by viewer: Viewer, _ adjust: (inout CaseFilter) -> Void
    ) async throws -> [String] {
        var filter = CaseFilter()
        adjust(&filter)
        return try await test.installation.listCases(filter, to: viewer).cases.map(\.caseFile.reference)
    }

    @Test(
        "CR-01: a type has one name in any letter case, is archived and not erased, and only those who may keep the list",
        arguments: Engine.all)
    func types(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (admin, author) = try await (
            test.staff(), test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        )
        let installation = test.installation
        let fraud = try await type(test, "Fraud", by: admin)
        let other = try await type(test, "Asset search", by: admin)
        #expect(try await installation.addCaseType(CaseTypeName(reading: "FRAUD"), by: admin) == .nameTaken)
        #expect(
            try await installation.renameCaseType(other, to: CaseTypeName(reading: "fraud"), by: admin) == .nameTaken)
        #expect(
            try await installation.renameCaseType(fraud, to: CaseTypeName(reading: "fraud"), by: admin) == .kept(fraud))
        #expect(try await installation.addCaseType(CaseTypeName(reading: "X"), by: author) == .notAllowed)
        #expect(try await installation.archiveCaseType(fraud, true, by: author) == .notAllowed)
        let id = try await open(test, "1", type: fraud, by: admin)
        #expect(try await installation.archiveCaseType(fraud, true, by: admin) == .kept(fraud))
        let keep = try CaseDetails(reference: "1", title: "New title", type: fraud)
        #expect(try await installation.changeCase(id, to: keep, by: admin) == .kept(id))
        let new = try CaseDetails(reference: "2", title: "T", type: fraud)
        #expect(try await installation.openCase(new, by: admin) == .noSuchType)
        #expect(try await installation.caseTypeChoices(keeping: nil).map(\.id) == [other])
        #expect(try await installation.caseTypeChoices(keeping: fraud).map(\.name) == ["Asset search", "fraud"])
        #expect(try await installation.listCaseTypes(to: admin).map(\.cases) == [0, 1])
        #expect(try await installation.listCaseTypes(to: author).map(\.cases) == [0, 0])
    }

    @Test("CR-01, N-10: of sixteen who make a type of one name at once one does", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let made = try await raceOfSixteen { runner -> ID<CaseType>? in
            let name = try CaseTypeName(reading: runner.isMultiple(of: 2) ? "fraud" : "FRAUD")
            guard case .kept(let id) = try await test.installation.addCaseType(name, by: admin) else { return nil }
            return id
        }
        #expect(made.count == 1)
    }

    @Test(
        "CR-01: what changed about a case is in its history, and nothing where nothing changed", arguments: Engine.all)
    func changes(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let fraud = try await type(test, "Fraud", by: admin)
        let id = try await open(test, "1", tags: "harbour", by: admin)
        let details = try CaseDetails(
            reference: "1", title: "Harbour matter", type: fraud, tags: Typed.tags("quay, Harbour"))
        for _ in 1...2 { #expect(try await test.installation.changeCase(id, to: details, by: admin) == .kept(id)) }
        let shown = try await test.installation.showActivity(of: id, topic: .caseItself, after: nil, to: admin)
        #expect(shown?.entries.map(\.kind) == ["changed", "opened"])
        #expect(
            shown?.entries.first?.detail
                == "type from “none” to “Fraud”; tags from “harbour” to “Harbour, quay”")
    }

    @Test(
        "CR-02: status, type, tag, words and whose narrow the list together; letter case and accents do not matter",
        arguments: Engine.all)
    func filters(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (admin, author) = try await (
            test.staff(), test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        )
        let fraud = try await type(test, "Fraud", by: admin)
        _ = try await open(test, "A-1", "Crates", type: fraud, tags: "Straße, quay", by: admin)
        _ = try await open(test, "A-2", "Étude du port", type: fraud, tags: "STRASSE", by: author)
        let closed = try await open(test, "A-3", "Crates again", tags: "quay", by: author)
        _ = try await test.installation.setStatus(.closed, of: closed, by: admin)
        #expect(try await listed(test, by: admin) { _ in } == ["A-3", "A-2", "A-1"])
        #expect(try await listed(test, by: admin) { $0.order = .oldest } == ["A-1", "A-2", "A-3"])
        #expect(try await listed(test, by: admin) { $0.order = .reference } == ["A-1", "A-2", "A-3"])
        #expect(try await listed(test, by: admin) { $0.tag = "strasse" } == ["A-2", "A-1"])
        #expect(try await listed(test, by: admin) { $0.tag = "nowhere" } == [])
        #expect(try await listed(test, by: admin) { $0.tag = "," } == [])
        #expect(try await listed(test, by: admin) { $0.type = fraud } == ["A-2", "A-1"])
        #expect(try await listed(test, by: admin) { $0.text = "ETUDE a-2" } == ["A-2"])
        #expect(
            try await listed(test, by: admin) {
                $0.text = "crates"
                $0.status = .open
            } == ["A-1"])
        #expect(try await listed(test, by: admin) { $0.isMine = true } == [])
        #expect(try await listed(test, by: author) { $0.isMine = true } == ["A-3", "A-2"])
        #expect(try await listed(test, by: author) { $0.tag = "quay" } == ["A-3"])
        #expect(try await test.installation.caseFilterChoices(to: author).tags.map(\.key) == ["quay", "strasse"])
        #expect(try await test.installation.caseFilterChoices(to: admin).tags.map(\.key) == ["quay", "strasse"])
    }

    @Test(
        "CR-02, AU-01: pages follow each other by key in each order, count what one may see, and a case that one does not see leads nowhere",
        arguments: Engine.all)
    func pages(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (admin, author) = try await (
            test.staff(), test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        )
        var foreign: ID<CaseFile>?
        for number in 1...7 {
            let id = try await open(test, "R-\(number)", by: number.isMultiple(of: 2) ? author : admin)
            if number == 1 { foreign = id }
        }
        for order in CaseOrder.allCases {
            for text in ["", "harbour"] {
                var filter = CaseFilter()
                (filter.order, filter.text, filter.limit) = (order, text, 3)
                var (found, pages) = ([String](), 0)
                repeat {
                    let page = try await test.installation.listCases(filter, to: admin)
                    found += page.cases.map(\.caseFile.reference)
                    #expect(!page.beginsAnew && page.total == (text.isEmpty ? 7 : nil))
                    (filter.after, pages) = (page.next, pages + 1)
                } while filter.after != nil
                let sorted = (1...7).map { "R-\($0)" }
                #expect(found == (order == .newest ? sorted.reversed() : sorted) && pages == 3)
            }
        }
        #expect(try await test.installation.listCases(CaseFilter(), to: author).total == 3)
        var filter = CaseFilter()
        filter.after = foreign
        #expect(try await test.installation.listCases(filter, to: author).beginsAnew)
        #expect(try await !test.installation.listCases(filter, to: admin).beginsAnew)
    }
}
