import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct PermissionPagesTests {
    private static let page = "/permissions"

    /// What is ticked, as the page is now.
    private func ticked(_ text: String) -> [(String, String)] {
        text.matches(of: /name="([a-z-]+)" id="[a-z-]+" value="on" checked/).map { (String($0.1), "on") }
    }

    @Test("AU-08: boxes by role and permission, changed by administrators; the history says who did what")
    func changes() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let manager = try await site.test.staff("Mia", email: "mia@firm.example", role: .manager)
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let text = try await desk.get(Self.page).text
            let shipped = ticked(text)
            #expect(shipped.count == 14 + 6 + 6 && text.contains("Nobody changed it"))
            #expect(text.contains("action=\"/permissions?version=0\"") && !text.contains("/permissions/deletion"))
            let action = "/permissions?version=0"
            let useless = [("staff-validate-updates", "on"), ("staff-keep-people", "on")]
            let refused = try await desk.post(action, useless, from: Self.page)
            #expect(refused.refuses("staff-validate-updates"))
            #expect(ticked(refused.text).map(\.0) == useless.map(\.0))
            #expect(refused.text.contains("on at present") && refused.text.contains("off at present"))
            let chosen = shipped.filter { $0.0 != "manager-open-cases" } + [("staff-see-every-case", "on")]
            #expect(try await desk.post(action, chosen, from: Self.page).leadsTo == "/permissions?told=saved")
            let changed = try await desk.get(Self.page).text
            #expect(changed.contains("Manager: no longer “Open cases”"))
            #expect(changed.contains("Staff: given “See every case”") && changed.contains(viewer.name))
            let other = try await Desk(site, manager, browser)
            let seen = try await other.get(Self.page).text
            #expect(!seen.contains("type=\"checkbox\"") && seen.contains(">Yes<") && seen.contains(">No<"))
            #expect(try await other.post(action, chosen, from: "/cases").status == .forbidden)
            #expect(try await other.get("/cases/new").status == .forbidden)
            #expect(try await !other.get("/cases").text.contains("href=\"/cases/new\""))
            let person = try await other.get("/people/\(manager.person)").text
            #expect(person.contains("See every case. Change cases.") && !person.contains("Open cases"))
        }
    }

    @Test(
        "AU-08, N-10: whoever was slower is told what the faster one changed, and keeps every tick; then all is as shipped"
    )
    func meanwhile() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let faster = try await site.test.staff("Flo Fast", email: "flo@firm.example", role: .owner)
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let shipped = ticked(try await desk.get(Self.page).text)
            let rest = RolePermissions.shipped[.manager].subtracting([.keepTeams])
            #expect(
                try await site.test.installation.changePermissions(to: [.manager: rest], version: 0, by: faster)
                    == .kept)
            let mine = shipped.filter { $0.0 != "staff-open-cases" }
            let stale = try await desk.post("/permissions?version=0", mine, from: Self.page)
            #expect(stale.status == .conflict)
            #expect(stale.text.contains("Flo Fast changed this meanwhile (Manager: no longer “Manage teams”)"))
            #expect(ticked(stale.text).map(\.0) == mine.map(\.0))
            #expect(stale.text.contains("action=\"/permissions?version=1\""))
            let saved = try await desk.post("/permissions?version=1", mine, from: Self.page)
            #expect(saved.leadsTo == "/permissions?told=saved")
            let back = try await desk.post("/permissions/deletion?version=2", from: Self.page)
            #expect(back.leadsTo == "/permissions?told=roles-as-shipped")
            let shown = try await site.test.installation.showPermissions(to: viewer)
            #expect(shown.permissions == .shipped && shown.version == 3)
        }
    }

    @Test("AU-08, SE-06: to give a role more needs the password again after a while; to take something away does not")
    func proof() async throws {
        let site = try await TestSite()
        let account = try await TestAccount(site.test)
        let (_, viewer) = try await account.session()
        let installation = site.test.installation
        site.test.world.pass(.minutes(11))
        #expect(try await installation.changePermissions(to: [.staff: [.openCases]], version: 0, by: viewer) == .kept)
        await #expect(throws: ProofNeeded.self) {
            try await installation.changePermissions(to: [.staff: [.openCases, .seeEveryCase]], version: 1, by: viewer)
        }
        #expect(try await installation.showPermissions(to: viewer).version == 1)
    }
}
