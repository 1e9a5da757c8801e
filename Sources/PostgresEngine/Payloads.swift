internal import SQL

/// Announcements as the texts of `NOTIFY`: the node they come from, then one announcement a line.
struct Payloads {
    static let channel = "casecourier"
    /// PostgreSQL takes less than 8,000 bytes.
    private static let longest = 7_000

    /// Names this process among all that use the database, so that it does not hear itself.
    let node: String

    /// As few texts as hold all of them. Line ends in a subject become spaces.
    func texts(of announcements: [Announcement]) -> [String] {
        var texts: [String] = []
        var text = node
        for announcement in announcements {
            let subject = announcement.subject.map { $0.isNewline ? " " : $0 }
            let line = "\n\(announcement.topic) \(String(subject))"
            if text.utf8.count + line.utf8.count > Self.longest {
                texts.append(text)
                text = node
            }
            text += line
        }
        return text == node ? texts : texts + [text]
    }

    /// What another node announced; none of what this node did.
    func read(_ text: String) -> [Announcement] {
        let lines = text.split(separator: "\n")
        guard let sender = lines.first, sender != node[...] else { return [] }
        return lines.dropFirst().map { line in
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            return Announcement(heard: String(parts[0]), subject: parts.count > 1 ? String(parts[1]) : "")
        }
    }
}
