/// One recipient's part of a send: where the notice went, and under what address it was issued.
package struct Delivery: Hashable, Sendable {
    package let id: ID<Delivery>
    package let send: ID<Send>
    package let recipient: ID<Person>
    /// The record it was issued to: another one than the recipient's where the two became one since.
    package let issuedTo: ID<Person>
    /// The recipient's primary address at the moment of sending.
    package let address: EmailAddress
    package let createdAt: Moment
    package var revokedAt: Moment?
    /// When it was taken back before its mail left; it is revoked then too.
    package let undoneAt: Moment?
    /// The delivery whose recipient asked that this one be let in; none for who was chosen by the sender.
    package let delegateOf: ID<Delivery>?

    package init(
        id: ID<Delivery>, send: ID<Send>, recipient: ID<Person>, issuedTo: ID<Person>? = nil, address: EmailAddress,
        createdAt: Moment,
        revokedAt: Moment?, undoneAt: Moment? = nil, delegateOf: ID<Delivery>? = nil
    ) {
        self.id = id
        self.send = send
        self.recipient = recipient
        self.issuedTo = issuedTo ?? recipient
        self.address = address
        self.createdAt = createdAt
        self.revokedAt = revokedAt
        self.undoneAt = undoneAt
        self.delegateOf = delegateOf
    }
}
