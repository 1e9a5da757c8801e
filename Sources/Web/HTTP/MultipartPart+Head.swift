extension MultipartPart {
    /// Reads the header lines of a part, byte by byte so that no combining mark can hide a quotation mark; nil unless they
    /// are well-formed and name the field.
    init?(head: [UInt8]) {
        guard !head.contains(0), String(validating: head, as: UTF8.self) != nil else { return nil }
        var disposition: ArraySlice<UInt8>?
        var type: ArraySlice<UInt8>?
        for line in Self.lines(head) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
                !line.contains(UInt8(ascii: "\r")), !line.contains(UInt8(ascii: "\n"))
            else { return nil }
            let name = Self.text(line[..<colon]).lowercased()
            guard !name.contains(where: \.isWhitespace) else { return nil }
            let value = Self.unspaced(line[(colon + 1)...])
            switch name {
            case "content-disposition":
                guard disposition == nil else { return nil }
                disposition = value
            case "content-type": type = value
            default: break
            }
        }
        guard let parameters = disposition.flatMap(Self.parameters), let name = parameters["name"], !name.isEmpty else {
            return nil
        }
        self.init(name: name, fileName: parameters["filename"], contentType: type.map(Self.text))
    }

    /// The parameters of `form-data; name="…"; filename="…"`, each once; nil for anything else.
    private static func parameters(_ value: ArraySlice<UInt8>) -> [String: String]? {
        let kind = Array("form-data".utf8)
        guard text(value.prefix(kind.count)).lowercased() == "form-data" else { return nil }
        var rest = value.dropFirst(kind.count)
        var found: [String: String] = [:]
        while true {
            rest = unspaced(rest)
            guard let mark = rest.first else { return found }
            guard mark == UInt8(ascii: ";") else { return nil }
            rest = unspaced(rest.dropFirst())
            let word = rest.prefix { $0 != UInt8(ascii: "=") }
            let name = text(word).lowercased()
            rest = rest.dropFirst(word.count)
            guard !rest.isEmpty, !name.isEmpty, found[name] == nil, let text = quoted(&rest) else { return nil }
            found[name] = text
        }
    }

    /// What stands behind `=`: a quoted text or a bare word. Browsers write a quotation mark and line ends as `%22`, `%0D` and
    /// `%0A` (HTML Living Standard, multipart/form-data encoding algorithm), and a backslash as itself.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String? {
        rest = rest.dropFirst()
        guard rest.first == UInt8(ascii: "\"") else {
            let word = rest.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
            rest = rest.dropFirst(word.count)
            return word.isEmpty ? nil : text(word)
        }
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        let content = text(rest[..<end])
        rest = rest[(end + 1)...]
        return content.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }

    private static func lines(_ head: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var rest = head[...]
        let lineEnd = Array("\r\n".utf8)
        while let end = rest.firstRange(of: lineEnd) {
            lines.append(rest[..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        return lines + [rest]
    }

    private static func unspaced(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
