import Foundation
import Testing

@testable import Web

@Suite("Style sheet, icons and modules")
struct AssetsTests {
    private func text(_ name: String) throws -> String {
        String(decoding: try #require(Assets.named(name)).bytes, as: UTF8.self)
    }

    @Test("Assets are found by name with their type; templates and unknown names are not")
    func lookUp() {
        #expect(Assets.named("app.css")?.contentType == "text/css; charset=utf-8")
        #expect(Assets.named("session.js")?.contentType == "text/javascript; charset=utf-8")
        #expect(Assets.named("icons.svg")?.contentType == "image/svg+xml")
        #expect(Assets.named("DoorPage.mustache") == nil && Assets.named("../app.css") == nil)
        #expect(Assets.folder.wholeMatch(of: /\/assets\/[0-9a-f]{16}/) != nil)
    }

    @Test("The style sheet has at most 24 KB, a module 3 KB, all modules 20 KB")
    func budgets() {
        #expect(Assets.named("app.css")?.bytes.count ?? .max <= 24 * 1024)
        let modules = Assets.all.filter { $0.key.hasSuffix(".js") }.map(\.value.bytes.count)
        #expect(modules.allSatisfy { $0 <= 3 * 1024 } && modules.reduce(0, +) <= 20 * 1024)
    }

    @Test("No module writes HTML from text, blocks pasting or leaves our origin")
    func cleanModules() throws {
        for name in Assets.all.keys where name.hasSuffix(".js") {
            let code = try text(name)
            let sinks = [
                "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "DOMParser",
                "'paste'", "http:", "https:", "localStorage",
            ]
            for sink in sinks { #expect(!code.contains(sink), "\(sink) in \(name)") }
        }
    }

    @Test("Every icon that pages may name is a symbol of the sprite, and there are at most fourteen")
    func icons() throws {
        let symbols = try text("icons.svg").matches(of: /<symbol id="([a-z]+)"/).map { String($0.output.1) }
        #expect(Set(symbols) == Set(Icon.allCases.map(\.rawValue)) && symbols.count <= 14)
        let renderer = try PageRenderer()
        for sample in PageSample.all {
            for use in Markup(renderer.render(sample.page)).all("use") {
                let parts = use["href"]?.split(separator: "#") ?? []
                #expect(parts.first == "\(Assets.folder)/icons.svg" && symbols.contains(String(parts.last ?? "")))
            }
        }
    }

    @Test("Every class that a page uses has a rule, and reduced motion, forced colours and print are served")
    func classes() throws {
        let css = try text("app.css")
        let renderer = try PageRenderer()
        var used: Set<String> = []
        for sample in PageSample.all {
            for element in Markup(renderer.render(sample.page)).elements {
                used.formUnion(element["class"]?.split(separator: " ").map(String.init) ?? [])
            }
        }
        #expect(used.filter { !css.contains(".\($0)") }.sorted() == [])
        for query in ["prefers-reduced-motion", "forced-colors", "prefers-contrast", "@media print"] {
            #expect(css.contains(query))
        }
    }
}
