/// One reply of an SMTP server: three digits and the lines after them (RFC 5321 section 4.2).
package struct SMTPReply: Hashable, Sendable {
    /// 200 to 599.
    package let code: Int
    /// The text of each line, without code and line end. At least one.
    package let lines: [String]

    package init(code: Int, lines: [String]) {
        self.code = code
        self.lines = lines
    }

    /// 2xx
    package var isPositive: Bool { (200..<300).contains(code) }
    /// 4xx
    package var isTransient: Bool { (400..<500).contains(code) }
    /// 5xx
    package var isFinal: Bool { (500..<600).contains(code) }

    /// Such as `2.1.5`, from the start of the first line (RFC 2034); nil where there is none of the reply's own class.
    package var enhancedCode: String? {
        guard let word = lines.first?.split(separator: " ", maxSplits: 1).first else { return nil }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == String(code / 100) else { return nil }
        let isStatus = parts.dropFirst().allSatisfy { part in
            (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        return isStatus ? String(word) : nil
    }

    /// All lines in one, without the enhanced code that begins each.
    package var words: ServerWords {
        guard let status = enhancedCode else { return ServerWords(cleaning: lines.joined(separator: " ")) }
        let bare = lines.map { $0.hasPrefix(status) ? String($0.dropFirst(status.count)) : $0 }
        return ServerWords(cleaning: bare.joined(separator: " "))
    }
}
