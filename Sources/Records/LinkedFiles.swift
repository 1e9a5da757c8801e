package import Domain
package import SQL

/// Links together with their deliveries, sends and attachments, read in one statement: most requests begin with it.
package struct LinkedFiles {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// The link of this id with all it stands on.
    package func find(_ id: ID<FileLink>) throws -> LinkedFile? {
        try transaction.run("SELECT \(Self.columns) \(Self.tables) WHERE file_links.id = \(id)").first.map(Self.file)
    }

    /// Who on this link may read mail at `address`. A delegate opens their own links, and nobody else does.
    package func person(at address: EmailAddress, on file: LinkedFile) throws -> AssociatedPerson? {
        let rows = try transaction.run(
            """
            SELECT deliveries.id AS delivery_id, deliveries.recipient_id AS person_id, person_addresses.spelling AS spelling
            FROM person_addresses JOIN deliveries ON deliveries.recipient_id = person_addresses.person_id
            WHERE person_addresses.canonical = \(address.canonical) AND deliveries.send_id = \(file.send.id)
                AND deliveries.revoked_at IS NULL
                AND (deliveries.delegate_of IS NULL OR deliveries.id = \(file.delivery.id))
            ORDER BY deliveries.created_at, deliveries.id
            """)
        return file.chosen(
            of: try rows.map {
                (
                    try $0.id("delivery_id"),
                    AssociatedPerson(id: try $0.id("person_id"), address: try $0.address("spelling"))
                )
            })
    }

    static let columns: Statement = """
        file_links.id AS link_id, file_links.delivery_id AS delivery_id, file_links.attachment_id AS attachment_id,
        file_links.expires_at AS expires_at, file_links.extended_until AS extended_until,
        file_links.revoked_at AS link_revoked_at, file_links.created_at AS link_created_at,
        deliveries.send_id AS send_id, deliveries.recipient_id AS recipient_id, deliveries.person_id AS issued_to, deliveries.address AS recipient_address,
        deliveries.delegate_of AS delegate_of, deliveries.created_at AS delivery_created_at, deliveries.revoked_at AS delivery_revoked_at,
        sends.update_id AS update_id, sends.sender_id AS sender_id,
        sends.identity_verification AS identity_verification,
        sends.associate_other_recipients AS associate_other_recipients,
        sends.link_lifetime_seconds AS link_lifetime_seconds, sends.additional_note AS additional_note,
        sends.mail_content AS mail_content,
        sends.created_at AS send_created_at, sends.revoked_at AS send_revoked_at, case_updates.case_id AS case_id,
        attachments.name AS name, attachments.size AS size, attachments.sha256 AS sha256,
        attachments.media_type AS media_type, attachments.blob_id AS blob_id, attachments.wrapped_key AS wrapped_key,
        attachments.created_at AS attachment_created_at, attachments.version AS attachment_version
        """

    static let tables: Statement = """
        FROM file_links JOIN deliveries ON deliveries.id = file_links.delivery_id
            JOIN sends ON sends.id = deliveries.send_id JOIN case_updates ON case_updates.id = sends.update_id
            LEFT JOIN attachments ON attachments.id = file_links.attachment_id
        """

    /// Reads `columns`.
    static func file(_ row: Row) throws -> LinkedFile {
        let delivery: ID<Delivery> = try row.id("delivery_id")
        let attachment: ID<Attachment>? = try row.optionalID("attachment_id")
        return LinkedFile(
            link: FileLink(
                id: try row.id("link_id"), delivery: delivery, attachment: attachment,
                expiresAt: try row.moment("expires_at"), extendedUntil: try row.optionalMoment("extended_until"),
                revokedAt: try row.optionalMoment("link_revoked_at"), createdAt: try row.moment("link_created_at")),
            delivery: Delivery(
                id: delivery, send: try row.id("send_id"), recipient: try row.id("recipient_id"),
                issuedTo: try row.id("issued_to"),
                address: try row.address("recipient_address"), createdAt: try row.moment("delivery_created_at"),
                revokedAt: try row.optionalMoment("delivery_revoked_at"), delegateOf: try row.optionalID("delegate_of")),
            send: try send(row), caseFile: try row.id("case_id"),
            attachment: try attachment.map { try Self.attachment($0, row) })
    }

    /// For a delegate, with the options that hold for one.
    private static func send(_ row: Row) throws -> Send {
        let options = SendOptions(
            identityVerification: try row.flag("identity_verification"),
            associateOtherRecipients: try row.flag("associate_other_recipients"),
            linkLifetime: LinkLifetime(stored: try row.integer("link_lifetime_seconds")),
            additionalNote: try row.optionalText("additional_note"), mail: try row.mailContent())
        return Send(
            id: try row.id("send_id"), update: try row.id("update_id"), sender: try row.id("sender_id"),
            options: try row.optionalText("delegate_of") == nil ? options : options.forDelegate,
            createdAt: try row.moment("send_created_at"), revokedAt: try row.optionalMoment("send_revoked_at"))
    }

    private static func attachment(_ id: ID<Attachment>, _ row: Row) throws -> Attachment {
        let sha256 = try row.text("sha256")
        return Attachment(
            id: id, update: try row.id("update_id"), name: FileName(cleaning: try row.text("name")),
            size: try row.integer("size"), sha256: try row.stored("sha256") { try SHA256Digest(reading: sha256) },
            mediaType: MediaType(cleaning: try row.text("media_type")), blob: try row.id("blob_id"),
            wrappedKey: try row.text("wrapped_key"), createdAt: try row.moment("attachment_created_at"),
            version: try row.optionalInteger("attachment_version") ?? 1)
    }
}

/// Somebody whose mailbox opens a link, with the address as we know it and not as a visitor typed it.
package struct AssociatedPerson: Hashable, Sendable {
    package let id: ID<Person>
    package let address: EmailAddress
}

extension LinkedFile {
    /// Of those who read mail at one address, the one for whom it opens the link: the delivery's recipient first, then, where
    /// the send says so, its other recipients. A revoked delivery takes its person's addresses off every link of the send,
    /// so the caller leaves it out.
    func chosen<Reader>(of readers: [(delivery: ID<Delivery>, reader: Reader)]) -> Reader? {
        if let recipient = readers.first(where: { $0.delivery == delivery.id }) { return recipient.reader }
        return send.options.associateOtherRecipients ? readers.first?.reader : nil
    }
}
