/// What the token of a file link states and its tag proves: which link, and until when.
package struct LinkClaims: Hashable, Sendable {
    package let link: ID<FileLink>
    /// Whole seconds; what lies between is cut off.
    package let expiresAt: Moment

    package init(link: ID<FileLink>, expiresAt: Moment) {
        self.link = link
        self.expiresAt = expiresAt.wholeSecond
    }
}
