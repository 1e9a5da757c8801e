/// Why an update was sent back to its author.
struct ReturnedNotice: Sendable {
    let by: String
    let at: When
    /// Its paragraphs.
    let reason: [String]
    /// Whether it was submitted again since.
    let isPast: Bool
}
