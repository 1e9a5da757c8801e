package import Domain

/// One notification as a letter tells it: what kind it is, and where it leads.
package struct NotificationLine: Hashable, Sendable {
    package let kind: NotificationKind
    package let url: String

    package init(kind: NotificationKind, url: String) {
        self.kind = kind
        self.url = url
    }

    /// Fixed words, so that nothing of a case gets into a mail.
    var words: String {
        switch kind {
        case .updateSent: "A case update was sent to you"
        case .updateSubmitted: "An update waits for validation"
        case .updateValidated: "Your update was validated"
        case .updateReturned: "Your update was returned, with a reason"
        case .assigned: "You were assigned to a case"
        case .viewed: "A recipient opened what you sent"
        case .downloaded: "A recipient downloaded a file"
        case .linkRequested: "A recipient asks for a new link"
        case .delegateRequested: "A recipient asks to let somebody else in"
        case .deliveryFailed: "A message could not be delivered"
        case .linkSuspended: "A link was suspended"
        case .misdelivery: "A recipient says a message was not for them"
        case .accountChanged: "Your account was changed"
        }
    }
}

extension LetterWriter {
    /// Tells a member of staff of everything that happened in two minutes: one list for each case, which it does not name. Of many the
    /// first few of each case stand in it; `all` leads to the others, `settings` to what one is mailed about.
    package func notifications(
        _ stamp: LetterStamp, groups: [[NotificationLine]], all: String, settings: String
    ) throws(Malformed) -> Letter {
        let count = groups.reduce(0) { $0 + $1.count }
        var blocks: [Block] = [
            .paragraph(count == 1 ? "There is something new for you." : "There are \(count) new things for you.")
        ]
        for (position, lines) in groups.prefix(Self.mostCases).enumerated() {
            if groups.count > 1 { blocks.append(.paragraph(Self.heading(position, lines.count))) }
            let links = Array(lines.prefix(Self.mostLines)).map { Block.Link(label: $0.words, url: $0.url) }
            blocks.append(links.count == 1 ? .button(links[0]) : .links(links))
        }
        blocks.append(
            .links([
                Block.Link(label: "All your notifications", url: all),
                Block.Link(label: "Choose what you are mailed about", url: settings),
            ]))
        return try letter(.notifications, stamp, blocks)
    }

    private static let mostCases = 20
    private static let mostLines = 20

    private static func heading(_ position: Int, _ count: Int) -> String {
        "\(position == 0 ? "In one case" : "In another case")\(count > 1 ? " (\(count))" : ""):"
    }
}
