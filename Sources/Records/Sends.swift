package import Domain
package import SQL

/// The sends of case updates and their deliveries.
package struct Sends {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// `requestKey` is what the form or the caller named this request by: one key sends once.
    package func insert(_ send: Send, requestKey: String) throws {
        try transaction.run(
            """
            INSERT INTO sends (id, update_id, sender_id, request_key, identity_verification,
                associate_other_recipients, link_lifetime_seconds, additional_note, mail_content, created_at)
            VALUES (\(send.id), \(send.update), \(send.sender), \(requestKey), \(send.options.identityVerification),
                \(send.options.associateOtherRecipients), \(send.options.linkLifetime.seconds),
                \(send.options.additionalNote), \(send.options.mail.rawValue), \(send.createdAt))
            """)
    }

    /// The send of this id.
    package func find(_ id: ID<Send>) throws -> Send? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(send)
    }

    /// The send that this request brought forth, if it came before.
    package func find(requestKey: String) throws -> Send? {
        try transaction.run("\(Self.columns) WHERE request_key = \(requestKey)").first.map(send)
    }

    /// Newest first.
    package func all(of update: ID<CaseUpdate>) throws -> [Send] { try all(of: [update])[update] ?? [] }

    /// The sends of each of these updates that has any, the newest first.
    package func all(of updates: [ID<CaseUpdate>]) throws -> [ID<CaseUpdate>: [Send]] {
        let sends = try updates.inParts.flatMap { part in
            try transaction.run("\(Self.columns) WHERE update_id IN \(Array(part)) ORDER BY created_at DESC, id")
        }
        return Dictionary(grouping: try sends.map(send), by: \.update)
    }

    /// False if it was revoked before.
    package func revoke(_ id: ID<Send>, now: Moment) throws -> Bool {
        try transaction.change(
            "UPDATE sends SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL"
        ) > 0
    }

    private static let columns: Statement = """
        SELECT id, update_id, sender_id, identity_verification, associate_other_recipients, link_lifetime_seconds,
            additional_note, mail_content, created_at, revoked_at
        FROM sends
        """

    private func send(_ row: Row) throws -> Send {
        Send(
            id: try row.id("id"), update: try row.id("update_id"), sender: try row.id("sender_id"),
            options: SendOptions(
                identityVerification: try row.flag("identity_verification"),
                associateOtherRecipients: try row.flag("associate_other_recipients"),
                linkLifetime: LinkLifetime(stored: try row.integer("link_lifetime_seconds")),
                additionalNote: try row.optionalText("additional_note"), mail: try row.mailContent()),
            createdAt: try row.moment("created_at"), revokedAt: try row.optionalMoment("revoked_at"))
    }
}

extension Row {
    /// That of a send; of those from before there was a choice, a notice.
    func mailContent() throws -> MailContent {
        try optionalText("mail_content") == nil ? .notice : word("mail_content")
    }
}
