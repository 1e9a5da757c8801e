extension JSON {
    /// As it is sent: no white space, everything beyond what must be escaped as it is.
    var text: String {
        var written = ""
        write(to: &written)
        return written
    }

    private func write(to written: inout String) {
        switch self {
        case .null: written += "null"
        case .yesNo(let flag): written += flag ? "true" : "false"
        case .integer(let integer): written += String(integer)
        case .number(let text): written += text
        case .text(let text): Self.write(text, to: &written)
        case .list(let items):
            written += "["
            for (index, item) in items.enumerated() {
                if index > 0 { written += "," }
                item.write(to: &written)
            }
            written += "]"
        case .object(let members):
            written += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { written += "," }
                Self.write(member.name, to: &written)
                written += ":"
                member.value.write(to: &written)
            }
            written += "}"
        }
    }

    private static func write(_ text: String, to written: inout String) {
        written += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": written += "\\\""
            case "\\": written += "\\\\"
            case "\n": written += "\\n"
            case "\r": written += "\\r"
            case "\t": written += "\\t"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: written.unicodeScalars.append(scalar)
            }
        }
        written += "\""
    }
}
