/// What mails of case updates may hold, as the organisation says (decision 16 of the product).
package enum MailPolicy: String, CaseIterable, Hashable, Sendable {
    /// Notices with links, and nothing of the case.
    case secure
    /// Notices, unless the sender chooses for a send that the update travels in full.
    case chosen
    /// Updates in full, unless the sender chooses a notice.
    case convenience

    /// Whether a mail may hold this.
    package func allows(_ content: MailContent) -> Bool { self != .secure || content == .notice }

    /// What a send begins with.
    package var usual: MailContent { self == .convenience ? .text : .notice }
}

/// One change of the policy: what it was changed to, by whom and when. The latest holds.
package struct MailPolicyChange: Hashable, Sendable {
    /// From 1; what a form has to have seen.
    package let version: Int64
    package let policy: MailPolicy
    package let by: ID<Person>
    package let at: Moment

    package init(version: Int64, policy: MailPolicy, by: ID<Person>, at: Moment) {
        self.version = version
        self.policy = policy
        self.by = by
        self.at = at
    }
}
