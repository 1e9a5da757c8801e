/// What a link's token says: which link it is and until when it was issued for.
///
/// It says nothing of revocation, extension or terms; those live in the link's row.
package struct LinkClaims: Hashable, Sendable {
    package let link: ID<FileLink>
    /// At whole seconds, which is all a token carries; a link is refused from this moment on.
    package let expiresAt: Moment

    /// An expiry between two seconds is taken down to the earlier one, so that no link outlives its terms.
    package init(link: ID<FileLink>, expiresAt: Moment) {
        self.link = link
        let (milliseconds, overflow) = expiresAt.seconds.multipliedReportingOverflow(by: 1000)
        self.expiresAt = Moment(milliseconds: overflow ? .min : milliseconds)
    }
}
