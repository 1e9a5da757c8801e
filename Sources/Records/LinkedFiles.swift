package import Domain
package import SQL

/// Links together with their deliveries, sends, updates and attachments.
package struct LinkedFiles {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// The link of this id with all it stands on.
    package func find(_ id: ID<FileLink>) throws -> LinkedFile? {
        guard let link = try FileLinks(transaction).find(id),
            let delivery = try Deliveries(transaction).find(link.delivery),
            let send = try Sends(transaction).find(delivery.send),
            let update = try CaseUpdates(transaction).find(send.update)
        else { return nil }
        let attachment = try link.attachment.flatMap { try Attachments(transaction).find($0) }
        return LinkedFile(link: link, delivery: delivery, send: send, update: update, attachment: attachment)
    }

    /// Who on this link may read mail at `address`: the delivery's recipient first, then, where the send says so, its
    /// other recipients. A revoked delivery takes its person's addresses off every link of the send.
    package func person(at address: EmailAddress, on file: LinkedFile) throws -> AssociatedPerson? {
        let rows = try transaction.run(
            """
            SELECT deliveries.id AS delivery_id, deliveries.person_id AS person_id, person_addresses.spelling AS spelling
            FROM person_addresses JOIN deliveries ON deliveries.person_id = person_addresses.person_id
            WHERE person_addresses.canonical = \(address.canonical) AND deliveries.send_id = \(file.send.id)
                AND deliveries.revoked_at IS NULL
            ORDER BY deliveries.created_at, deliveries.id
            """)
        let people: [(delivery: ID<Delivery>, person: AssociatedPerson)] = try rows.map {
            (
                try $0.id("delivery_id"),
                AssociatedPerson(id: try $0.id("person_id"), address: try $0.address("spelling"))
            )
        }
        if let recipient = people.first(where: { $0.delivery == file.delivery.id }) { return recipient.person }
        return file.send.options.associateOtherRecipients ? people.first?.person : nil
    }
}

/// Somebody whose mailbox opens a link, with the address as we know it and not as a visitor typed it.
package struct AssociatedPerson: Hashable, Sendable {
    package let id: ID<Person>
    package let address: EmailAddress
}
