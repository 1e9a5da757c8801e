import Foundation
import Testing

@testable import Web

@Suite("Rendered pages")
struct PagesTests {
    private let renderer: PageRenderer

    init() throws { renderer = try Self.parsed.get() }

    private static let parsed = Result { try PageRenderer() }

    private func markup(_ sample: PageSample) -> Markup { Markup(renderer.render(sample.page)) }

    @Test("Every page renders in every state as a well-formed document", arguments: PageSample.all)
    func rendersWhole(_ sample: PageSample) throws {
        let html = renderer.render(sample.page)
        if let folder = ProcessInfo.processInfo.environment["CASECOURIER_PAGE_SAMPLES"] {
            try html.write(toFile: "\(folder)/\(sample.name).html", atomically: true, encoding: .utf8)
        }
        #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\""))
        // Variables of stored texts are spelled as tags are, and are words of the page.
        let variable = /\{\{(?:(?:Case|Author|Organisation|Date|Update|Sender)\.\w+|AdditionalNote)\}\}/
        let words = html.replacing(variable, with: "")
        #expect(!words.contains("{{") && !html.contains("Optional("))
        #expect(Markup(html).faults == [])
    }

    @Test("Every form has a method, an action and a button, and works without script", arguments: PageSample.all)
    func formsWorkWithoutScript(_ sample: PageSample) {
        let page = markup(sample)
        let forms = page.elements.indices.filter { page.elements[$0].name == "form" }
        for index in forms {
            let form = page.elements[index]
            #expect(["get", "post"].contains(form["method"]))
            #expect(form["action"]?.hasPrefix("/") == true)
            let inside = page.elements.filter { $0.ancestors.contains(index) }
            #expect(inside.contains { $0.name == "button" })
            let hasToken = inside.contains { $0["name"] == "_token" && $0["value"] == "t0k3n" }
            #expect(hasToken == (form["method"] == "post"))
        }
    }

    @Test("No page has inline script, style or handlers, and none leaves our origin", arguments: PageSample.all)
    func nothingInline(_ sample: PageSample) {
        for element in markup(sample).elements {
            #expect(element.name != "style" && element["style"] == nil)
            #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
            #expect(element.name != "script" || (element["src"] != nil && element.text.isEmpty))
            for key in ["href", "src", "action", "formaction"] where element["rel"] != "noreferrer" {
                guard let address = element[key] else { continue }
                #expect(address.hasPrefix("/") && !address.hasPrefix("//") || address.hasPrefix("#"))
            }
        }
    }

    @Test("Recipient pages load no script but the two that they may", arguments: PageSample.recipient)
    func fewScripts(_ sample: PageSample) {
        let sources = markup(sample).all("script").compactMap { $0["src"]?.split(separator: "/").last.map(String.init) }
        #expect(Set(sources).isSubset(of: ["session.js", "code.js"]))
    }

    @Test(
        "Every page has a title, one heading of the first level, landmarks and the skip link first",
        arguments: PageSample.all)
    func structure(_ sample: PageSample) {
        let page = markup(sample)
        let isReading = page.all("body").first?["class"] == "reading"
        let title = page.all("title").first?.text ?? ""
        #expect(title.hasSuffix(isReading ? " – Secure Updates" : " – CaseCourier"))
        #expect(title.hasPrefix("Error: ") == (page.elements.contains { $0["class"] == "error-summary" }))
        #expect(page.all("h1").count == 1)
        let levels = page.all("h1", "h2", "h3", "h4").filter { $0["id"] != "problem-title" }.compactMap {
            Int($0.name.dropFirst())
        }
        #expect(levels.first == 1 && zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
        for landmark in ["header", "main", "footer"] { #expect(page.all(landmark).count == 1) }
        #expect(page.all("main").first?["id"] == "main")
        #expect(page.all("nav").allSatisfy { $0["aria-label"] != nil })
        let focusable = page.elements.first { ["a", "button", "input", "summary"].contains($0.name) }
        #expect(focusable?["href"] == "#main")
        #expect(page.all("meta").contains { $0["content"] == "width=device-width, initial-scale=1" })
    }

    @Test("Every input is labelled, and whatever is referred to by id exists once", arguments: PageSample.all)
    func labelsAndIds(_ sample: PageSample) {
        let page = markup(sample)
        let ids = page.elements.compactMap { $0["id"] }
        #expect(Set(ids).count == ids.count)
        for input in page.all("input", "select", "textarea") where input["type"] != "hidden" && input["hidden"] == nil {
            #expect(page.all("label").contains { $0["for"] == input["id"] && !$0.text.isEmpty })
        }
        for element in page.elements {
            let references = [element["aria-describedby"], element["aria-labelledby"], element["for"]].compactMap { $0 }
            for id in references { #expect(ids.contains(id)) }
        }
        for fieldset in page.elements.indices where page.elements[fieldset].name == "fieldset" {
            #expect(page.elements.contains { $0.name == "legend" && $0.ancestors.last == fieldset })
        }
        for image in page.all("svg") {
            #expect(image["aria-hidden"] == "true" || image["role"] == "img" && image["aria-label"]?.isEmpty == false)
        }
    }

    @Test("Every table has a caption, scoped headers and a header for each row", arguments: PageSample.all)
    func tables(_ sample: PageSample) {
        let page = markup(sample)
        for index in page.elements.indices where page.elements[index].name == "table" {
            let inside = page.elements.filter { $0.ancestors.contains(index) }
            #expect(inside.filter { $0.name == "caption" && !$0.text.isEmpty }.count == 1)
            #expect(inside.filter { $0.name == "th" }.allSatisfy { $0["scope"] != nil && !$0.text.isEmpty })
            #expect(inside.contains { $0.name == "td" })
        }
    }

    @Test("An error is announced first, in the words at its field, and links to it", arguments: PageSample.all)
    func errors(_ sample: PageSample) {
        let page = markup(sample)
        guard let summary = page.elements.firstIndex(where: { $0["class"] == "error-summary" }) else {
            #expect(!page.elements.contains { $0["role"] == "alert" })
            return
        }
        #expect(page.elements[summary]["role"] == "alert" && page.elements[summary]["tabindex"] == "-1")
        #expect(page.elements[summary - 1].name == "main")
        for link in page.all("a") where link.ancestors.contains(summary) {
            let id = String(link["href"]?.dropFirst() ?? "")
            #expect(page.named(id: id) != nil)
            let messages = page.elements.filter { $0["class"] == "field-error" }.map(\.text)
            #expect(messages.contains { $0.hasSuffix(link.text) })
        }
    }

    @Test("Every date stands in a time element with its zone named", arguments: PageSample.all)
    func times(_ sample: PageSample) {
        for time in markup(sample).all("time") {
            #expect(time["datetime"]?.hasSuffix("Z") == true && time.text.hasSuffix(" UTC"))
        }
    }

    @Test(
        "With a grant the page keeps it alive and offers to end it; without one it does neither",
        arguments: PageSample.recipient)
    func session(_ sample: PageSample) {
        let page = markup(sample)
        let isGranted = sample.page is FilePage || sample.page is MisdeliveryPage || sample.page is DelegatesPage
        #expect(page.all("form").contains { $0["action"] == "/session/deletion" } == isGranted)
        #expect(page.all("script").contains { $0["src"]?.hasSuffix("/session.js") == true } == isGranted)
        #expect(page.all("meta").contains { $0["name"] == "form-token" && $0["content"] == "t0k3n" } == isGranted)
    }

    @Test("The contact line stands in the footer of every recipient page", arguments: PageSample.recipient)
    func contact(_ sample: PageSample) {
        let page = markup(sample)
        let line = page.elements.first { $0["class"] == "contact" }
        #expect(line?.text.contains("office@hv.example") == true)
        #expect(line.map { page.ancestors(of: $0).contains { $0.name == "footer" } } == true)
    }
}
