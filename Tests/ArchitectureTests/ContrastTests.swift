import Testing

@Suite struct ContrastTests {
    @Test("text and controls can be told from their grounds in every theme (WCAG 1.4.3, 1.4.11)")
    func contrast() throws {
        guard !SourceTree.pages.isEmpty else { return }
        let css = try #require(SourceTree.file("Sources/Web/Assets/app.css"), "The pages have no style sheet.")
        #expect(StyleSheet(css.text).faults == [])
    }

    @Test("both ways to the dark theme give the same colours")
    func sameDark() throws {
        guard !SourceTree.pages.isEmpty else { return }
        let css = try #require(SourceTree.file("Sources/Web/Assets/app.css"), "The pages have no style sheet.")
        let themes = StyleSheet(css.text).themes
        #expect(themes[1].tokens == themes[2].tokens)
    }

    private static let light = """
        --bg: #ffffff; --surface: #f5f7fa; --sunken: #e9edf2; --ink: #151a21; --muted: #4b5563; --line: #d3d9e1;
        --control: #6b7688; --link: #1f4fbf; --link-hover: #163a8f; --visited: #5b3a9e; --btn: #1f4fbf;
        --on-btn: #ffffff; --focus: #b4380f; --err-line: #b42318; --ok: #14532d; --ok-ground: #dcf5e4;
        --warn: #6b3d00; --warn-ground: #fdf0cd; --bad: #8f1d14; --bad-ground: #fde4e1; --info: #173c86;
        --info-ground: #dfe9fc; --idle: #3a4350; --idle-ground: #e6eaef;
        """

    private static func sheet(_ light: String, dark: String = ContrastTests.light) -> StyleSheet {
        StyleSheet(
            """
            @layer tokens { :root { \(light) } /* dark */
              @media (prefers-color-scheme: dark) { html:not([data-theme]) { \(dark) } }
              html[data-theme=dark] { \(dark) } }
            """)
    }

    @Test("a sheet with the agreed colours has no fault")
    func agreed() {
        #expect(Self.sheet(Self.light).faults == [])
    }

    @Test("text too pale, a border too faint and a missing token are found")
    func finds() {
        let pale = Self.light.replacing("--muted: #4b5563", with: "--muted: #8b95a3")
        #expect(Self.sheet(pale).faults.count == 3)
        let faint = Self.light.replacing("--control: #6b7688", with: "--control: #c0c8d2")
        #expect(Self.sheet(Self.light, dark: faint).faults.count == 4)
        #expect(
            Self.sheet(Self.light.replacing("--ok:", with: "--okay:")).faults == [
                "light: --ok is missing or no #rrggbb"
            ])
        #expect(!StyleSheet("").faults.isEmpty)
    }

    @Test(
        "contrast is that of WCAG",
        arguments: [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.478), ("#1f4fbf", "#ffffff", 7.2)])
    func formula(one: String, other: String, expected: Double) throws {
        let contrast = try #require(Colour(one)).contrast(with: try #require(Colour(other)))
        #expect(abs(contrast - expected) < 0.1)
    }
}
