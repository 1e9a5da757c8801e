/// What a redeemed code opens: this browser session, this verified address.
package struct Grant: Hashable, Sendable {
    package let id: ID<Grant>
    package let session: ID<VisitorSession>
    package let person: ID<Person>
    package let address: EmailAddress
    package let createdAt: Moment

    package init(
        id: ID<Grant>, session: ID<VisitorSession>, person: ID<Person>, address: EmailAddress, createdAt: Moment
    ) {
        self.id = id
        self.session = session
        self.person = person
        self.address = address
        self.createdAt = createdAt
    }
}
