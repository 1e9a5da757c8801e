/// How one person wants to be told of what: what they chose, and for the rest what holds for everybody.
package struct NotificationPreference: Hashable, Sendable {
    private let chosen: [NotificationKind: NotificationChannel]

    /// Nothing chosen.
    package init() { chosen = [:] }

    /// As it is stored; what cannot be chosen any more is left out.
    package init(stored: [NotificationKind: NotificationChannel]) {
        chosen = stored.filter { !$0.key.isFixed && $0.key.choices.contains($0.value) }
    }

    /// What somebody chose, by the word of each kind; a kind that is not named keeps what it was in `earlier`.
    package init(
        reading words: [NotificationKind: String], over earlier: NotificationPreference = NotificationPreference()
    ) throws(Malformed) {
        var chosen = earlier.chosen
        for (kind, word) in words.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let channel = NotificationChannel(rawValue: word), kind.choices.contains(channel) else {
                let choices = kind.choices.map { "“\($0.rawValue)”" }.joined(separator: " or ")
                throw Malformed(kind.field, kind.isFixed ? "This cannot be switched off." : "Choose \(choices).")
            }
            if !kind.isFixed { chosen[kind] = channel }
        }
        self.chosen = chosen
    }

    /// How this person is told of this.
    package subscript(kind: NotificationKind) -> NotificationChannel { chosen[kind] ?? kind.standard }

    /// What was chosen, whether or not it is what holds for everybody.
    package var choices: [NotificationKind: NotificationChannel] { chosen }
}

extension NotificationKind {
    /// Its name in forms: `update-sent`.
    package var field: String { String(rawValue.map { $0 == " " ? "-" : $0 }) }
}
