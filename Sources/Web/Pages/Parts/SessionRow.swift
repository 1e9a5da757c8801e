import Actions
import Domain

/// A signed-in browser in a list.
struct SessionRow: Sendable {
    /// In words: `Firefox on Windows`.
    let browser: String
    let address: String
    let startedAt: When
    let seenAt: When
    let isThis: Bool
    /// Set where it was not the password that signed in.
    var way: String?
    /// Nil for this one, which is ended by signing out.
    let end: PostButton?
}

extension SessionRow {
    /// `path` is where one of these sessions is ended, before its id.
    init(_ session: StaffSession, isThis: Bool, under path: String) {
        let browser = BrowserWords.of(session.client.userAgent)
        self.init(
            browser: browser, address: session.client.address, startedAt: When(session.createdAt),
            seenAt: When(session.lastSeenAt), isThis: isThis,
            way: session.way == .provider ? "by the sign-in service" : nil,
            end: isThis ? nil : PostButton("End", action: "\(path)/\(session.id)/deletion", about: browser))
    }
}
