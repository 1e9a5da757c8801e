/// What one page shows, ready to be put into words: every date, size and status is already text.
///
/// The stored properties are the keys of the template, which has the name of the type.
protocol Page: Sendable {}

extension Page {
    /// The name of the template, which is the name of the type: `DoorPage`.
    static var template: String { String(describing: Self.self) }
}
