import Actions
import Domain
import TestSupport
import Testing

/// What roles may do, where the organisation says so.
@Suite struct PermissionTests {
    private struct Office {
        let test: TestInstallation
        let keeper: Viewer
        let manager: Viewer
        let staff: Viewer
        let caseFile: CaseFile

        init(_ engine: Engine) async throws {
            test = try await TestInstallation(engine)
            keeper = try await test.staff()
            manager = try await test.staff("Mia", email: "mia@firm.example", role: .manager)
            staff = try await test.staff("Cy", email: "cy@firm.example", role: .staff)
            caseFile = try await test.caseFile(by: keeper)
        }

        func change(_ roles: [StaffRole: Set<Permission>], version: Int64, by viewer: Viewer? = nil) async throws
            -> KeptPermissions
        {
            try await test.installation.changePermissions(to: roles, version: version, by: viewer ?? keeper)
        }

        /// Who of the two sees a case that they are not on, as rights are now.
        func seeing() async throws -> [String] {
            var names: [String] = []
            for viewer in [manager, staff] {
                let secret = try #require(BrowserSecret.shown(by: try await test.signIn(viewer)))
                let present = try #require(try await test.installation.signedIn(secret))
                if try await test.installation.findCase(caseFile.id, for: present) != nil { names.append(viewer.name) }
            }
            return names
        }
    }

    @Test(
        "AU-08: as shipped until an administrator says otherwise; each change acts on the next request, stays in the history, and can be undone",
        arguments: Engine.all)
    func changes(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let installation = office.test.installation
        let shipped = try await installation.showPermissions(to: office.staff)
        #expect(shipped.permissions == .shipped && shipped.version == 0 && shipped.changes.isEmpty)
        #expect(try await office.seeing() == ["Mia"])
        let manager = RolePermissions.shipped[.manager].subtracting([.seeEveryCase])
        let staff = RolePermissions.shipped[.staff].union([.seeEveryCase])
        #expect(try await office.change([.manager: manager, .staff: staff], version: 0) == .kept)
        #expect(try await office.seeing() == ["Cy"])
        let shown = try await installation.showPermissions(to: office.staff)
        #expect(shown.version == 1 && shown.permissions[.staff] == staff && shown.permissions[.manager] == manager)
        #expect(shown.permissions[.investigator] == RolePermissions.shipped[.investigator])
        let change = try #require(shown.changes.first)
        #expect(change.by == office.keeper.name && change.at == office.test.world.now())
        #expect(
            change.differences == [
                PermissionDifference(role: .manager, given: [], taken: [.seeEveryCase]),
                PermissionDifference(role: .staff, given: [.seeEveryCase], taken: []),
            ])
        #expect(try await office.change([.staff: []], version: 1) == .kept)
        #expect(try await installation.showPermissions(to: office.staff).permissions[.manager] == manager)
        let back: [StaffRole: Set<Permission>] = [
            .manager: RolePermissions.shipped[.manager], .staff: RolePermissions.shipped[.staff],
        ]
        #expect(try await office.change(back, version: 2) == .kept)
        #expect(try await office.seeing() == ["Mia"])
        let last = try await installation.showPermissions(to: office.staff)
        #expect(last.permissions == .shipped && last.changes.count == 3 && last.version == 3)
        #expect(try await office.change(back, version: 3) == .kept)
        #expect(try await installation.showPermissions(to: office.staff).version == 3)
    }

    @Test(
        "AU-08: administrators alone change it, what was read has to stand still, and what is of no use is refused",
        arguments: Engine.all)
    func refused(_ engine: Engine) async throws {
        let office = try await Office(engine)
        #expect(try await office.change([.manager: []], version: 0, by: office.manager) == .notAllowed)
        #expect(try await office.change([.manager: []], version: 1) == .changedMeanwhile)
        await #expect(throws: Malformed.self) { try await office.change([.staff: [.keepPortalAccess]], version: 0) }
        #expect(try await office.change([.administrator: [], .auditor: [.openCases]], version: 0) == .kept)
        let shown = try await office.test.installation.showPermissions(to: office.staff)
        #expect(shown.permissions == .shipped && shown.version == 0)
    }

    @Test(
        "AU-03, AU-08: a permission that is taken away while a request is on its way is missed where the request writes",
        arguments: Engine.all)
    func meanwhile(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let installation = office.test.installation
        let matter = try CaseDetails(reference: "77", title: "T")
        let details = try PersonDetails(name: "Dee", email: "dee@client.example")
        // Let in with what managers and staff may do as shipped.
        _ = try await office.change([.manager: [], .staff: [.keepPeople]], version: 0)
        #expect(try await installation.openCase(matter, by: office.manager) == .notAllowed)
        #expect(try await installation.openCase(matter, by: office.staff) == .notAllowed)
        #expect(try await installation.addPerson(details, kind: .contact, by: office.manager) == .notAllowed)
        guard case .kept = try await installation.addPerson(details, kind: .contact, by: office.staff) else {
            Issue.record("Staff keep people still.")
            return
        }
    }

    @Test("N-10, AU-08: of sixteen changes at once one is kept, and all roles are as it says", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let wanted = Array(Permission.allCases.filter { $0.needed == nil })
        let kept = try await raceOfSixteen { runner -> Set<Permission>? in
            let some = Set(wanted.prefix(1 + runner % wanted.count))
            let roles: [StaffRole: Set<Permission>] = [.manager: some, .investigator: some, .staff: some]
            return try await office.change(roles, version: 0) == .kept ? some : nil
        }
        #expect(kept.count == 1)
        let shown = try await office.test.installation.showPermissions(to: office.staff)
        #expect(shown.version == 1)
        for role in RolePermissions.adjustable { #expect(shown.permissions[role] == kept.first) }
    }
}
