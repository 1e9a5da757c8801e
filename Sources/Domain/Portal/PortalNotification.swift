/// What a contact was told of in the portal: that an update was sent to them, or sent again.
package struct PortalNotification: Hashable, Sendable {
    package let id: ID<Notification>
    package let delivery: ID<Delivery>
    package let updateTitle: String
    /// None for a delegate, who sees nothing else of the case.
    package let caseReference: String?
    package let at: Moment
    package let readAt: Moment?

    package init(
        id: ID<Notification>, delivery: ID<Delivery>, updateTitle: String, caseReference: String?, at: Moment,
        readAt: Moment?
    ) {
        self.id = id
        self.delivery = delivery
        self.updateTitle = updateTitle
        self.caseReference = caseReference
        self.at = at
        self.readAt = readAt
    }
}
