/// The characters a text may keep.
enum Characters {
    struct Run {
        var words = ""
        var startsWithSpace = false
        var endsWithSpace = false
    }

    /// White space of HTML as single spaces; control characters are left out.
    static func collapsed(_ text: String) -> Run {
        var run = Run()
        for scalar in text.unicodeScalars {
            if isSpace(scalar) {
                if run.words.isEmpty { run.startsWithSpace = true } else { run.endsWithSpace = true }
            } else if isKept(scalar) {
                if run.endsWithSpace { run.words.unicodeScalars.append(" ") }
                run.endsWithSpace = false
                run.words.unicodeScalars.append(scalar)
            }
        }
        return run
    }

    /// Tabs and line ends stay, with `\r` and `\r\n` as `\n`; other control characters are left out.
    static func verbatim(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && !afterReturn) { result.append("\n") }
            if scalar == "\t" || isKept(scalar) { result.append(scalar) }
            afterReturn = scalar == "\r"
        }
        return String(result)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar.value == 0x0c
    }

    /// Not C0, C1, DEL, noncharacters, the byte order mark: parsers disagree about them.
    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        return value >= 0x20 && !(0x7f...0x9f).contains(value) && value & 0xfffe != 0xfffe
            && !(0xfdd0...0xfdef).contains(value) && value != 0xfeff
    }
}
