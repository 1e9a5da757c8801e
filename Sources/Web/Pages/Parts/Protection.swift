extension StatusTag {
    /// Whether a send asks for identity verification, in the words used everywhere.
    static func protection(verified: Bool) -> StatusTag {
        verified ? StatusTag("Protected", .ok, .lock) : StatusTag("Open link", .warn, .unlock)
    }
}
