import Domain
import Testing

@Suite struct VariableTextTests {
    private static let values: [TextVariable: String] = [.caseReference: "R-1", .authorName: "Ivo {{Case.title}}"]

    @Test(
        "N-43: variables are filled in where they stand; what is none is words",
        arguments: [
            ("On {{Case.reference}}.", "On R-1."), ("{{Case.reference}}{{Case.reference}}", "R-1R-1"), ("{{", "{{"),
            ("a {{b\n}} c", "a {{b\n}} c"), ("}}{{Case.reference}}{{", "}}R-1{{"), ("", ""),
            ("{{{Case.reference", "{{{Case.reference"), ("By {{Author.name}}", "By Ivo {{Case.title}}"),
        ])
    func filled(text: String, expected: String) throws {
        #expect(try VariableText(text).filled(Self.values, field: "body") == expected)
    }

    @Test(
        "N-43: a variable that is unknown, spelled in another case or without a value is an error that names it, never a blank",
        arguments: [
            ("For {{Case.client}}.", "{{Case.client}}"), ("{{case.reference}}", "{{case.reference}}"),
            ("{{ Case.reference }}", "{{ Case.reference }}"), ("{{}}", "{{}}"),
            ("{{A}} {{Case.reference}} {{B}} {{A}}", "{{A}}, {{B}}"),
        ])
    func unresolved(text: String, names: String) {
        #expect { try VariableText(text).filled(Self.values, field: "body") } throws: { error in
            let problem = error as? Malformed
            return problem?.field == "body" && problem?.remedy.hasPrefix(names + " stand") == true
        }
    }

    @Test("N-43: every variable has a spelling of its own that is read again")
    func spellings() {
        for variable in TextVariable.allCases {
            #expect(VariableText("x \(variable.spelling) y").names == [variable.rawValue])
            #expect(VariableText(variable.spelling).unknown.isEmpty && !variable.meaning.isEmpty)
        }
    }

    @Test("N-43: braces that nothing ends, and very many names, are read in linear time")
    func isLinear() {
        let begin = ContinuousClock.now
        #expect(VariableText(String(repeating: "{{", count: 32_000)).names.isEmpty)
        #expect(VariableText(String(repeating: "{{\n", count: 32_000) + "}}").names.isEmpty)
        let many = (0..<16_000).map { "{{a\($0)}}" }.joined()
        #expect(VariableText(many).names.count == 16_000)
        #expect(VariableText(many).filled { $0 }.count == many.count - 64_000)
        #expect(ContinuousClock.now - begin < .seconds(10))
    }

    @Test("N-43: a pair of braces counts only on one line, and all other text stays as it stands")
    func lines() {
        let text = "{{a\n}} {{Case.reference}}\r\n{{\u{2028}x}} }}{{b}}"
        #expect(VariableText(text).names == ["Case.reference", "b"])
        #expect(VariableText(text).filled { "{{\($0)}}" } == text)
        #expect(VariableText("").filled { $0 } == "")
    }
}
