import Testing

@testable import Web

@Suite("Templates and their page types")
struct TemplateTests {
    private let walk: TagWalk
    private let templates: [String: [TemplateNode]]

    init() throws {
        var read: [String: [TemplateNode]] = [:]
        for (name, content) in EmbeddedFiles.all where name.hasSuffix(".mustache") {
            let short = String(name.dropLast(".mustache".count))
            read[short] = try TemplateTree.read("\(content)", name: short)
        }
        templates = read
        var walk = TagWalk(templates: read)
        for sample in PageSample.all { walk.walk(sample.page, template: type(of: sample.page).template) }
        self.walk = walk
    }

    @Test("Every tag of every template is a stored property of what it shows")
    func tagsAreKeys() { #expect(walk.missing.sorted() == []) }

    @Test("Every tag of every template is reached by a sample, so none goes unchecked")
    func tagsAreReached() {
        let places = Set(templates.values.flatMap { $0.flatMap(\.places) })
        #expect(places.subtracting(walk.reached).sorted() == [])
    }

    @Test("No tag finds an outer key when the one it means is nil")
    func tagsAreUnambiguous() { #expect(walk.ambiguous.sorted() == []) }

    @Test("The walk sees a missing key, an unused one and an outer key that stands in for nil")
    func walkSees() throws {
        struct Inner { let note: String? }
        struct Outer {
            let note: String
            let spare: String
            let inner: [Inner]
        }
        let template = try TemplateTree.read("{{note}}{{#inner}}{{note}}{{.note}}{{none}}{{/inner}}", name: "T")
        var walk = TagWalk(templates: ["T": template])
        walk.walk(Outer(note: "a", spare: "b", inner: [Inner(note: nil)]), template: "T")
        #expect(walk.missing == ["T, tag 5: {{none}}"])
        #expect(walk.ambiguous == ["T, tag 3: {{note}}"])
        #expect(walk.offered.subtracting(walk.used) == ["Outer.spare"])
    }

    @Test("Every stored property of a page is shown by its template")
    func keysAreShown() {
        // The status is the answer's, not the page's.
        let notShown: Set<String> = ["Problem.status"]
        #expect(walk.offered.subtracting(walk.used).subtracting(notShown).sorted() == [])
    }

    @Test("Every page type has a sample, and every template is used")
    func nothingIsLeftOver() {
        let pages = Set(PageSample.all.map { type(of: $0.page).template })
        let parts = Set(templates.keys.filter { !$0.hasSuffix("Page") })
        #expect(Set(templates.keys).subtracting(parts).subtracting(pages).sorted() == [])
        let named = Set(templates.values.flatMap { $0.flatMap(\.partials) })
        #expect(parts.subtracting(named).sorted() == [])
    }
}

extension TemplateNode {
    fileprivate var partials: [String] {
        switch self {
        case .value: []
        case .section(_, _, _, let inside), .block(_, let inside): inside.flatMap(\.partials)
        case .partial(let name, let blocks): [name] + blocks.values.flatMap { $0.flatMap(\.partials) }
        }
    }
}
