import Domain
import Testing

@Suite struct MailWordingLintTests {
    private func problem(
        _ template: MailTemplate, subject: String = "", opening: String = "", closing: String = ""
    ) -> Malformed? {
        do throws(Malformed) {
            _ = try MailWording(reading: template, subject: subject, opening: opening, closing: closing)
            return nil
        } catch {
            return error
        }
    }

    @Test("TR-12: a variable that is none is named, with the list of those that there are")
    func unknown() {
        let problem = problem(.update, closing: "By {{Sender.nam}}")
        #expect(problem?.field == "closing" && problem?.remedy.contains("{{Sender.nam}} is no variable") == true)
        #expect(problem?.remedy.contains("{{AdditionalNote}}, ") == false)
        for variable in MailVariable.allCases { #expect(problem?.remedy.contains(variable.spelling) == true) }
    }

    @Test("TR-12: a notice takes no variable that tells of a case, and no subject", arguments: MailVariable.allCases)
    func notice(variable: MailVariable) {
        let isAllowed = variable == .organisationName
        #expect((problem(.notice, opening: "x \(variable.spelling)") == nil) == isAllowed)
        #expect(
            (problem(.notice, closing: variable.spelling)?.remedy.contains("tells nothing of it") == true) != isAllowed)
        #expect(problem(.notice, subject: variable.spelling)?.field == "subject")
        #expect((problem(.update, subject: variable.spelling) == nil) == (variable != .additionalNote))
        #expect(problem(.update, opening: variable.spelling) == nil)
    }

    @Test("TR-12: what is too long, or holds control characters or line ends in a subject, is refused for its field")
    func bounds() throws {
        #expect(problem(.update, opening: String(repeating: "a", count: 1000)) == nil)
        #expect(problem(.update, opening: String(repeating: "a", count: 1001))?.field == "opening")
        #expect(problem(.update, subject: String(repeating: "a", count: 151))?.field == "subject")
        #expect(problem(.update, subject: "a\nBcc: x@y.z")?.field == "subject")
        #expect(problem(.update, opening: "a\u{202e}b")?.field == "opening")
        #expect(problem(.update, opening: "a\r\nb") == nil)
        let empty = try MailWording(reading: .update, subject: " ", opening: "\n", closing: "\u{200b}")
        #expect(empty == .shipped)
    }

    @Test("TR-32: files are counted as they travel: four characters for three bytes, in lines of 76")
    func size() {
        let cases: [([Int64], Int64)] = [
            ([], 0), ([0], 0), ([1], 6), ([3], 6), ([57], 78), ([58], 84), ([57, 57], 156), ([10_485_760], 14_348_938),
        ]
        for (sizes, octets) in cases { #expect(AttachedSize.octets(of: sizes) == octets, "\(sizes)") }
    }
}
