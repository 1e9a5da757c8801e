import Domain

/// One group of fields of a delivery-status part (RFC 3464 section 2.1): of the whole message, or of one recipient.
struct StatusFields {
    /// Lower-cased names; of fields that stand twice, the first.
    private var values: [String: String] = [:]

    subscript(_ name: String) -> String? { values[name] }

    /// The groups that stand between empty lines.
    static func groups(in octets: [UInt8], most: Int) throws(Malformed) -> [StatusFields] {
        guard octets.count <= 1024 * 1024 else { throw Malformed("report", "The status part has at most 1 MiB.") }
        var groups: [StatusFields] = []
        var current = StatusFields()
        var lastName: String?
        for slice in octets.split(separator: 10, omittingEmptySubsequences: false) {
            let line = String(decoding: slice.last == 13 ? slice.dropLast() : slice, as: UTF8.self)
            if line.allSatisfy(\.isWhitespace) {
                if !current.values.isEmpty { groups.append(current) }
                guard groups.count <= most else { throw Malformed("report", "The report names too many recipients.") }
                current = StatusFields()
                lastName = nil
            } else {
                current.take(line, lastName: &lastName)
            }
        }
        if !current.values.isEmpty { groups.append(current) }
        guard groups.count <= most else { throw Malformed("report", "The report names too many recipients.") }
        return groups
    }

    private mutating func take(_ line: String, lastName: inout String?) {
        if line.first == " " || line.first == "\t" {
            guard let name = lastName, let value = values[name], value.utf8.count < 10_000 else { return }
            values[name] = "\(value) \(line.trimmed)"
            return
        }
        lastName = nil
        guard let colon = line.firstIndex(of: ":"), values.count < 50 else { return }
        let name = line[..<colon].trimmed.lowercased()
        guard !name.isEmpty, values[name] == nil else { return }
        values[name] = line[line.index(after: colon)...].trimmed
        lastName = name
    }
}

extension StatusFields {
    /// `dns; mx.example.com (note)` without its type, cleaned.
    static func untyped(_ value: String) -> String {
        guard let semicolon = value.firstIndex(of: ";") else { return ServerWords(cleaning: value).text }
        return ServerWords(cleaning: String(value[value.index(after: semicolon)...])).text.trimmed
    }

    /// An address without its type; the escapes that `utf-8` addresses may hold (RFC 6533 section 3) are undone.
    static func untypedAddress(_ value: String) -> String {
        let bare = untyped(value)
        guard value.lowercased().trimmed.hasPrefix("utf-8") else { return bare }
        let unescaped = bare.replacing(#/\\x\{([0-9A-Fa-f]{1,6})\}/#) { match in
            guard let number = UInt32(match.1, radix: 16), let scalar = Unicode.Scalar(number), number >= 0x20 else {
                return String(match.0)
            }
            return String(scalar)
        }
        return ServerWords(cleaning: unescaped).text
    }

    /// `5.1.1` from `5.1.1 (bad address)`.
    static func status(_ value: String) -> String? {
        let word = value.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, ["2", "4", "5"].contains(parts[0]) else { return nil }
        return parts.allSatisfy({ (1...3).contains($0.count) }) ? String(word) : nil
    }
}
