/// One request for a code: which browser session asked, at which door, under which address.
package struct Challenge: Hashable, Sendable {
    package let id: ID<Challenge>
    package let session: ID<VisitorSession>
    package let door: CodeDoor
    /// As typed; compared in its canonical form.
    package let address: EmailAddress
    /// Whose address it is; none for an address that does not open the door, which gets a challenge all the same (IV-09).
    package let person: ID<Person>?
    package let attempts: Int64
    package let createdAt: Moment
    package let expiresAt: Moment
    package let redeemedAt: Moment?

    package init(
        id: ID<Challenge>, session: ID<VisitorSession>, door: CodeDoor, address: EmailAddress, person: ID<Person>?,
        attempts: Int64, createdAt: Moment, expiresAt: Moment, redeemedAt: Moment?
    ) {
        self.id = id
        self.session = session
        self.door = door
        self.address = address
        self.person = person
        self.attempts = attempts
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.redeemedAt = redeemedAt
    }
}
