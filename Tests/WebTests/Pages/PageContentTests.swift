import Domain
import Testing

@testable import Web

@Suite("What pages say and keep to themselves")
struct PageContentTests {
    private let renderer: PageRenderer

    init() throws { renderer = try Self.parsed.get() }

    private static let parsed = Result { try PageRenderer() }

    @Test("LT-08: the protected door has one field and says nothing about what lies behind")
    func door() {
        let html = renderer.render(
            DoorPage(frame: Sample.reading(), action: "/f/x/challenge", email: Field("email")))
        let inputs = Markup(html).all("input").filter { $0["type"] != "hidden" }
        #expect(inputs.map { $0["name"] } == ["email"])
        #expect(inputs.first?["value"] == "")
    }

    @Test("There is exactly one code input, made for pasting and for one-time codes, and it never comes back filled")
    func codeInput() throws {
        for sample in PageSample.recipient where sample.page is CodePage {
            let page = Markup(renderer.render(sample.page))
            let inputs = page.all("input").filter { $0["name"] == "code" }
            let input = try #require(inputs.first)
            #expect(inputs.count == 1)
            #expect(input["type"] == "text" && input["inputmode"] == "numeric")
            #expect(input["autocomplete"] == "one-time-code")
            #expect(input["pattern"] == nil && input["required"] == nil && input["value"] == "")
            #expect(Int(input["maxlength"] ?? "") ?? 0 >= 16)
        }
    }

    @Test("Wrongly shaped, wrong and expired codes are refused in words of their own, counting from three down")
    func codeRefusals() {
        let shapes: [CodeRefusal] = [.empty, .tooShort, .tooLong, .notDigits, .expired]
        let counts = [4, 3, 2, 1].map { CodeRefusal.wrong(triesLeft: $0) }
        #expect(Set((shapes + counts).map(\.message)).count == 9)
        #expect(!CodeRefusal.wrong(triesLeft: 4).message.contains("4"))
        #expect(CodeRefusal.wrong(triesLeft: 3).message.contains("3 more"))
    }

    @Test("MH-05: text from outside is escaped wherever it stands")
    func escapes() {
        let hostile = "\"><script>alert('1')</script>&amp;"
        let facts = FileFacts(name: hostile, type: hostile, bytes: 1, sha256: hostile)
        let pages: [any Page] = [
            OpenDoorPage(frame: Sample.reading(), file: facts, availableUntil: Sample.until, download: "/f/x/download"),
            DoorPage(
                frame: Sample.reading(ErrorSummary([.init(field: "email", message: hostile)])),
                action: "/f/x/challenge",
                email: Field("email", value: hostile, error: hostile)),
            MailboxMessagePage(
                frame: Sample.working(.mail), from: hostile, to: hostile, subject: hostile, at: Sample.when(0),
                text: hostile, links: [], html: nil, source: hostile),
        ]
        for page in pages {
            let html = renderer.render(page)
            #expect(!html.contains("<script>") && !html.contains("\">&lt;script"))
            #expect(html.contains("&quot;&gt;&lt;script&gt;"))
            #expect(Markup(html).faults == [])
        }
    }

    @Test("Only sanitised HTML is put in unescaped, under its one name")
    func oneRawKey() {
        for (name, content) in EmbeddedFiles.all where name.hasSuffix(".mustache") {
            let raw = "\(content)".matches(of: /\{\{(\{[^}]*|&[^}]*)\}\}/).map { String($0.output.1) }
            #expect(raw.allSatisfy { $0 == "{bodyHTML" }, "\(name)")
        }
    }

    @Test("What was typed into a text area comes back unchanged, line ends and indentation included")
    func textAreas() throws {
        let body = "\n  first\n\n- entry\n  - inner\n"
        let field = Field("note", value: body)
        let page = SendFormPage(
            frame: Sample.working(.cases), caseFile: PageSample.head(nil), updateTitle: "T", update: "/updates/1",
            action: "/x", blocks: [], groups: [], groupCount: "0 groups", groupsPage: "/x", recipientsError: nil,
            note: field,
            verification: false, verificationAsked: nil, associate: false,
            life: ChoiceField("life", choices: []), mail: nil, mayBeFull: false)
        let area = try #require(Markup(renderer.render(page)).all("textarea").first)
        // The parser of a browser drops one line end after the start tag.
        #expect(area.text == "\n" + body)
    }

    @Test("Sizes are written in decimal units, exact ones with groups of three")
    func sizes() {
        let cases: [(Int64, String)] = [
            (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (1250, "1.3 kB"), (99_949, "99.9 kB"),
            (999_949, "1 MB"), (1_000_000, "1 MB"), (2_147_483_648, "2.1 GB"), (Int64.max, "9223372 TB"),
        ]
        for (bytes, words) in cases { #expect(FileSize.words(bytes) == words) }
        #expect(FileSize.grouped(1_234_567) == "1,234,567")
        #expect(FileSize.grouped(12) == "12")
    }

    @Test("A moment is told exactly, in the reader's zone and with its name")
    func moments() {
        let when = When(Moment(milliseconds: 1_796_050_920_000), offsetSeconds: 3600, zone: "CET")
        #expect(when.iso == "2026-11-30T15:02:00.000Z")
        #expect(when.sentence == "Monday 30 November 2026, 16:02 CET")
        #expect(when.short == "30 Nov 2026, 16:02 CET")
    }
}
