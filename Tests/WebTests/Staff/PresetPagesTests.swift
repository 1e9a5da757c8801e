import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct PresetPagesTests {
    @Test(
        "N-43: a preset is made by a form that names unknown variables, is offered for its group alone, and fills the form"
    )
    func use() async throws {
        let site = try await TestSite()
        try await site.account()
        let viewer = try await site.test.staff()
        let caseFile = try await site.test.caseFile("2026-014", by: viewer)
        let group = try await site.test.accessGroup("Notes", for: [.manager], by: viewer)
        try await site.visit { browser in
            try await browser.signIn()
            let new = "/cases/\(caseFile.id)/updates"
            #expect(try await !browser.get(new + "/new").text.contains("Begin with a preset"))
            let wrong = try await browser.submit(
                "/presets/new", to: "/presets",
                [("name", "Week"), ("group", group.text), ("title", "T"), ("body", "Of {{Case.Reference}}.")])
            #expect(wrong.refuses("body") && wrong.text.contains("{{Case.Reference}} stands for nothing"))
            let made = try await browser.submit(
                "/presets/new", to: "/presets",
                [
                    ("name", "Week"), ("group", group.text), ("title", "About {{Case.reference}}"),
                    ("body", "For {{Case.client}}."),
                ])
            #expect(made.location == "/presets?told=saved")
            let list = try await browser.get("/presets").text
            let edit = try #require(list.firstMatch(of: /href="(\/presets\/(\w{26})\/edit)"/))
            let preset = String(edit.2)
            #expect(try await !browser.get(new + "/new").text.contains("value=\"\(preset)\""))
            let typed = [("title", ""), ("body", "Typed."), ("group", group.text)]
            let offered = try await browser.submit(new + "/new", to: new, typed + [("then", "presets")])
            #expect(offered.status == .ok && offered.text.contains("value=\"\(preset)\">Week</button>"))
            let missing = try await browser.submit(new + "/new", to: new, typed + [("preset", preset)])
            #expect(missing.refuses("body") && missing.text.contains("{{Case.client}} stands for nothing"))
            #expect(missing.text.contains("Typed.</textarea>"))
            let client = try await site.test.person("Ana", emails: ["ana@client.example"])
            _ = try await site.test.installation.assign(
                client.id, as: .clientContact, to: caseFile.id, by: viewer)
            let filled = try await browser.submit(new + "/new", to: new, typed + [("preset", preset)])
            #expect(filled.status == .ok && filled.text.contains("value=\"About 2026-014\""))
            #expect(filled.text.contains("Typed.\n\nFor Ana.</textarea>"))
            #expect(try await browser.get("/cases/\(caseFile.id)").text.contains("No updates yet"))
            let changed = try await browser.submit(
                String(edit.1), to: "/presets/\(preset)?version=1",
                [("name", "Month"), ("group", group.text), ("title", "T"), ("body", "B")])
            #expect(changed.location == "/presets?told=saved")
            let stale = try await browser.submit(
                String(edit.1), to: "/presets/\(preset)?version=1",
                [("name", "Year"), ("group", group.text), ("title", "T"), ("body", "B")])
            #expect(stale.status == .conflict && stale.text.contains("to “Month” meanwhile"))
            #expect(try await browser.submit(String(edit.1), to: "/presets/\(preset)/archive").path == "/presets")
            #expect(try await !browser.get(new + "/new").text.contains("Begin with a preset"))
        }
    }

    @Test("N-43: a variable left in a text is named at its field when it is to be submitted; the text is saved")
    func unresolved() async throws {
        let site = try await TestSite()
        try await site.account()
        let viewer = try await site.test.staff()
        let update = try await site.test.draft(in: site.test.caseFile(by: viewer), by: viewer)
        try await site.visit { browser in
            try await browser.signIn()
            let path = "/updates/\(update.id)"
            for (version, then) in [(1, "submit"), (2, "validate")] {
                let answer = try await browser.submit(
                    path + "/edit", to: "\(path)?version=\(version)",
                    [("title", "T"), ("body", "For {{Case.client}}, \(then)."), ("then", then)])
                #expect(answer.refuses("body") && answer.text.contains("{{Case.client}} stands for nothing"))
                #expect(answer.text.contains("action=\"\(path)?version=\(version + 1)\""))
            }
            let shown = try await browser.get(path).text
            #expect(shown.contains("{{Case.client}} stands for nothing") && shown.contains("Draft</span>"))
            let refused = try await browser.submit(path, to: path + "/validation?version=3")
            #expect(refused.location == path + "?told=unresolved")
        }
    }

    @Test("N-43: programs keep presets and have them filled in")
    func programs() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let caseFile = try await site.test.caseFile("2026-014", by: viewer)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let body =
                #"{"name":"Week","accessGroupId":"\#(AccessGroup.standard)","title":"On {{Case.reference}}","body":"Seen."}"#
            let preset = try await program.make("/presets", body)
            let id = preset.text("id")
            #expect(try await program.send(.post, "/presets", body).isProblem(409))
            let wrong = body.replacing("Case.reference", with: "Case.number").replacing("Week", with: "Other")
            #expect(try await program.send(.post, "/presets", wrong).places == ["/title"])
            let filled = try await program.get("/cases/\(caseFile.id)/presets/\(id)").json
            #expect(filled["title"] == "On 2026-014" && filled["body"] == "Seen.")
            let change = #"{"version":1,\#(body.dropFirst())"#.replacing("Seen.", with: "For {{Case.client}}.")
            #expect(try await program.send(.patch, "/presets/\(id)", change).json["version"] == .integer(2))
            #expect(try await program.get("/cases/\(caseFile.id)/presets/\(id)").isProblem(409))
            let archived = try await program.send(.put, "/presets/\(id)/archive").json
            #expect(archived.optionalText("archivedAt") != nil)
            #expect(try await program.get("/cases/\(caseFile.id)/presets/\(id)").isProblem(404))
            #expect(try await program.send(.delete, "/presets/\(id)/archive").json["archivedAt"] == .null)
            #expect(try await program.get("/presets").json.items("presets").count == 1)
        }
    }
}
