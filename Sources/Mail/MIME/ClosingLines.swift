/// What stands below every letter: where its links go, who to ask, whether replies are read.
struct ClosingLines {
    let lines: [String]

    init(_ letter: Letter) {
        let count = letter.blocks.reduce(0) { $0 + $1.links.count }
        var lines: [String] = []
        if count == 1 { lines.append("This link goes to \(letter.host).") }
        if count > 1 { lines.append("Each of these links goes to \(letter.host).") }
        if letter.replyTo == nil { lines.append("Replies to this e-mail are not read.") }
        lines.append("Contact: \(letter.contact)")
        self.lines = lines
    }
}
