/// Somebody whom a recipient asked to be let in.
struct DelegateRow: Sendable {
    let name: String
    let address: String
    let status: StatusTag
    let askedAt: When
    /// By whom and when it was answered, or that it was taken back; nil while it waits.
    let answer: String?
    /// What staff wrote to it; nil where they wrote nothing.
    let reason: String?
    /// What can be done about it, with a page of its own.
    let path: Way?
    /// Takes it back; nil once that is done, and for staff.
    let withdraw: PostButton?

    struct Way: Sendable {
        let label: String
        let path: String
    }
}
