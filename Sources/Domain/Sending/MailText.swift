/// Text that people wrote, on its way into a mail.
package enum MailText {
    /// Without what could start another header or line, or turn the reading direction round.
    package static func line(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isKept(scalar) { kept.append(scalar) } else if scalar == "\n" || scalar == "\t" { kept.append(" ") }
        }
        return String(kept)
    }

    /// Its lines, each as `line`.
    package static func lines(_ text: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map {
            line(String($0))
        }
    }

    /// Its lines that are not empty, trimmed: a paragraph each.
    package static func paragraphs(_ text: String) -> [String] { lines(text).map(\.trimmed).filter(\.hasInk) }

    static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f...0x9f, 0x2028, 0x2029, 0x202a...0x202e, 0x2066...0x2069, 0xfffd: false
        default: true
        }
    }
}
