/// A text as a cell of a CSV file.
package enum CSVCell {
    /// Characters at the beginning of a cell that make a spreadsheet program take it for a formula (CWE-1236).
    private static let leads: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]

    /// Put before a text that a spreadsheet program would take for a formula, and before one that begins so itself.
    private static let guardian: Unicode.Scalar = "'"

    /// The text, made harmless: what would be a formula begins with an apostrophe. `plain` takes it off again.
    package static func harmless(_ text: String) -> String { isGuarded(text) ? "'" + text : text }

    /// The text that was made harmless; any other as it is.
    package static func plain(_ cell: String) -> String {
        guard cell.unicodeScalars.first == guardian else { return cell }
        let rest = String(String.UnicodeScalarView(cell.unicodeScalars.dropFirst()))
        return isGuarded(rest) ? rest : cell
    }

    /// A row with its end, each cell harmless, and in quotation marks where it needs them.
    package static func row(_ cells: [String]) -> String {
        cells.map { cell in
            let text = harmless(cell)
            let isPlain = text.unicodeScalars.allSatisfy { !["\"", ",", ";", "\t", "\r", "\n"].contains($0) }
            return isPlain ? text : "\"\(text.doublingQuotes)\""
        }.joined(separator: ",") + "\r\n"
    }

    private static func isGuarded(_ text: String) -> Bool {
        text.unicodeScalars.first { $0 != guardian }.map(leads.contains) ?? false
    }
}

extension String {
    /// By code points: a quotation mark is one also where a mark behind it makes another character of both.
    fileprivate var doublingQuotes: String {
        unicodeScalars.reduce(into: "") { text, scalar in
            text.unicodeScalars.append(scalar)
            if scalar == "\"" { text.unicodeScalars.append(scalar) }
        }
    }
}
