/// A button that posts at once: a small form of its own.
struct PostButton: Sendable {
    let label: String
    let action: String
    /// What takes something away is set apart.
    let isDangerous: Bool
    /// What it is done to, read aloud where the same words stand on several buttons; nil where they stand once.
    let about: String?

    init(_ label: String, action: String, isDangerous: Bool = false, about: String? = nil) {
        self.label = label
        self.action = action
        self.isDangerous = isDangerous
        self.about = about
    }
}
