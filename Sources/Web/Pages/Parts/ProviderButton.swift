/// A form of one button that leads to the organisation's sign-in service.
struct ProviderButton: Sendable {
    /// The service in words.
    let name: String
    let action: String
}
