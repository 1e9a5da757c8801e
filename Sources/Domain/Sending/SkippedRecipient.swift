/// A member of a distribution group whom a send leaves out, because they could not be sent to (decision 13 of the product).
package struct SkippedRecipient: Hashable, Sendable {
    package let person: ID<Person>
    package let reason: RecipientObstacle

    package init(person: ID<Person>, reason: RecipientObstacle) {
        self.person = person
        self.reason = reason
    }
}
