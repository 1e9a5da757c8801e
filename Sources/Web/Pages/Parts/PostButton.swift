/// A button that posts at once: a small form of its own.
struct PostButton: Sendable {
    let label: String
    let action: String
    /// What takes something away is set apart.
    let isDangerous: Bool

    init(_ label: String, action: String, isDangerous: Bool = false) {
        self.label = label
        self.action = action
        self.isDangerous = isDangerous
    }
}
