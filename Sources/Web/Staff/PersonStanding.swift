import Domain

extension StatusTag {
    /// Of an address that several people read.
    static let sharedAddress = StatusTag("Shared address", .idle, .mail)
    static let archived = StatusTag("Archived", .idle, .clock)
}

extension Person {
    /// What is not as usual about the address that mail goes to.
    var addressNotice: StatusTag? { isShared ? .sharedAddress : nil }

    /// The address that mail goes to, in a list one chooses from.
    var addressWords: String? {
        primaryAddress.map { isShared ? "\($0.spelling): an address, not a person" : $0.spelling }
    }
}
