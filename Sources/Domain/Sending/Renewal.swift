/// Names one request for a new link; a tag for `ID`, never an instance.
package enum Renewal {}

/// A request for a new link that waits for staff.
package struct WaitingRenewal: Hashable, Sendable {
    package let id: ID<Renewal>
    package let link: ID<FileLink>
    package let requestedAt: Moment

    package init(id: ID<Renewal>, link: ID<FileLink>, requestedAt: Moment) {
        self.id = id
        self.link = link
        self.requestedAt = requestedAt
    }
}
