import Domain
import Logging

/// One record of the log as one line. Whatever stands in it, it cannot begin another line (OP-06).
///
/// There is one for each request, so it is written byte by byte into one buffer.
struct LogLine {
    enum Format: String, CaseIterable, Sendable { case json, text }

    let time: Moment
    let level: Logger.Level
    let label: String
    let message: String
    let metadata: [(key: String, value: String)]

    /// With the line's end.
    func rendered(as format: Format) -> [UInt8] {
        var line = LineBytes()
        switch format {
        case .json: appendJSON(to: &line)
        case .text: appendText(to: &line)
        }
        line.append("\n")
        return line.bytes
    }

    private func appendJSON(to line: inout LineBytes) {
        line.append("{\"time\":\"")
        line.append(time.rfc3339)
        line.append("\",\"level\":\"")
        line.append(level.rawValue)
        line.append("\",\"label\":")
        line.appendQuoted(label)
        line.append(",\"message\":")
        line.appendQuoted(message)
        line.append(",\"metadata\":{")
        for (index, entry) in metadata.enumerated() {
            if index > 0 { line.append(",") }
            line.appendQuoted(entry.key)
            line.append(":")
            line.appendQuoted(entry.value)
        }
        line.append("}}")
    }

    private func appendText(to line: inout LineBytes) {
        line.append(time.rfc3339)
        line.append(" ")
        line.append(level.rawValue)
        line.append(" ")
        line.appendOnOneLine(label)
        line.append(": ")
        line.appendOnOneLine(message)
        for entry in metadata {
            line.append(" ")
            line.appendOnOneLine(entry.key)
            line.append("=")
            line.appendOnOneLine(entry.value)
        }
    }
}
