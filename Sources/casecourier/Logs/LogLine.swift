import Domain
import Logging

/// One record of the log as one line. Whatever stands in it, it cannot begin another line (OP-06).
struct LogLine {
    enum Format: String, CaseIterable, Sendable { case json, text }

    let time: Moment
    let level: Logger.Level
    let label: String
    let message: String
    let metadata: [(key: String, value: String)]

    /// Without the line's end.
    func rendered(as format: Format) -> String {
        switch format {
        case .json: json
        case .text: text
        }
    }

    private var json: String {
        var line = "{\"time\":\"\(time.rfc3339)\",\"level\":\"\(level)\",\"label\":"
        Self.append(label, to: &line)
        line += ",\"message\":"
        Self.append(message, to: &line)
        line += ",\"metadata\":{"
        for (index, entry) in metadata.enumerated() {
            if index > 0 { line += "," }
            Self.append(entry.key, to: &line)
            line += ":"
            Self.append(entry.value, to: &line)
        }
        return line + "}}"
    }

    private var text: String {
        let values = metadata.map { " \($0.key)=\($0.value)" }.joined()
        var line = ""
        for scalar in "\(time.rfc3339) \(level) \(label): \(message)\(values)".unicodeScalars {
            line.unicodeScalars.append(Self.breaksLines(scalar) ? "\u{FFFD}" : scalar)
        }
        return line
    }

    /// A JSON string (RFC 8259 section 7).
    private static func append(_ text: String, to line: inout String) {
        line += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": line += "\\\""
            case "\\": line += "\\\\"
            case _ where breaksLines(scalar):
                let hex = String(scalar.value, radix: 16)
                line += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: line.unicodeScalars.append(scalar)
            }
        }
        line += "\""
    }

    /// Control characters, and the two separators that some readers take for line ends.
    private static func breaksLines(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}
