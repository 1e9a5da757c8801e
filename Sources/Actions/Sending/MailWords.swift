import Domain
import Mail

/// The organisation's words of a mail with everything filled in.
struct MailWords: Sendable {
    private let values: [MailVariable: String]
    /// The note of the send, a text for each paragraph.
    let note: [String]

    init(_ values: [MailVariable: String], note: String? = nil) {
        self.values = values
        self.note = MailText.paragraphs(note ?? "")
    }

    /// Whether the note has a place of its own (TR-12); otherwise it stands above the update (TR-11).
    static func placesNote(_ wording: MailWording) -> Bool {
        [wording.opening, wording.closing].contains { text in
            text.map { VariableText($0).names.contains(MailVariable.additionalNote.rawValue) } ?? false
        }
    }

    /// Nil where it is as shipped, or nothing would be seen of it.
    func subject(_ wording: MailWording) -> String? {
        wording.subject.map(filled).flatMap { $0.hasInk ? String($0.prefix(200)) : nil }
    }

    func letterWording(_ wording: MailWording) -> LetterWording {
        LetterWording(opening: wording.opening.map(paragraphs), closing: wording.closing.map(paragraphs) ?? [])
    }

    /// A line is a paragraph; the note on a line of its own is as many as it has.
    private func paragraphs(_ text: String) -> [String] {
        MailText.paragraphs(text).flatMap { line in
            line == MailVariable.additionalNote.spelling ? note : [filled(line)].filter(\.hasInk)
        }
    }

    private func filled(_ line: String) -> String {
        MailText.line(
            VariableText(line).filled { name in
                guard let variable = MailVariable(rawValue: name) else { return nil }
                return variable == .additionalNote ? note.joined(separator: " ") : values[variable]
            })
    }
}
