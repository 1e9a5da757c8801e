/// An update as a contact finds it in the portal: what was sent to them, and nothing of anybody else's.
package struct PortalUpdate: Hashable, Sendable {
    package let delivery: ID<Delivery>
    package let sentAt: Moment
    package let title: String
    package let caseFile: ID<CaseFile>
    /// None for a delegate, for whom nothing of the case is but this.
    package let caseReference: String?
    /// The link that lives longest of those that were not withdrawn.
    package let link: LinkClaims
    package let availableUntil: Moment
    package let files: Int

    package init(
        delivery: ID<Delivery>, sentAt: Moment, title: String, caseFile: ID<CaseFile>, caseReference: String?,
        link: LinkClaims, availableUntil: Moment, files: Int
    ) {
        self.delivery = delivery
        self.sentAt = sentAt
        self.title = title
        self.caseFile = caseFile
        self.caseReference = caseReference
        self.link = link
        self.availableUntil = availableUntil
        self.files = files
    }

    /// Whether it can be opened; after that a new link can be asked for. Expiry is exclusive.
    package func isAvailable(now: Moment) -> Bool { now < availableUntil }
}
