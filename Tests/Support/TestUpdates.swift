package import Actions
internal import Blobs
internal import Cryptography
package import Domain
internal import Mail
internal import Records

/// Builders of updates, files and sends.
extension TestInstallation {
    /// A draft with these files, sealed for real.
    package func draft(
        in caseFile: CaseFile, by viewer: Viewer, title: String = "Interview with the harbour master",
        files: [(name: String, bytes: [UInt8])] = []
    ) async throws -> CaseUpdate {
        let now = world.now()
        let update = CaseUpdate(
            id: try world.newID(), caseFile: caseFile.id, title: title,
            body: try UpdateBody(reading: "He **saw** the crates.", format: .markdown), author: viewer.person,
            createdAt: now, validation: nil)
        try await write { try CaseUpdates($0).insert(update) }
        for file in files {
            let upload = try await installation.blobs.begin(limit: 1 << 32)
            try await upload.append(file.bytes)
            let stored = try await upload.finish()
            let attachment = Attachment(
                id: try world.newID(), update: update.id, name: FileName(cleaning: file.name), size: stored.blob.size,
                sha256: stored.sha256, mediaType: MediaType(cleaning: "application/pdf"), blob: stored.blob.id,
                wrappedKey: stored.blob.wrappedKey, createdAt: now)
            try await write { try Attachments($0).insert(attachment, sniffed: nil) }
        }
        return update
    }

    package func validated(
        in caseFile: CaseFile, by viewer: Viewer, title: String = "Interview with the harbour master",
        files: [(name: String, bytes: [UInt8])] = []
    ) async throws -> CaseUpdate {
        let draft = try await draft(in: caseFile, by: viewer, title: title, files: files)
        let now = world.now()
        return try await write { transaction in
            _ = try CaseUpdates(transaction).validate(draft.id, by: viewer.person, now: now)
            return try CaseUpdates(transaction).find(draft.id) ?? draft
        }
    }

    /// Sends a validated update; throws unless it went out.
    package func send(
        _ update: CaseUpdate, to people: [Person], by viewer: Viewer, verification: Bool = true,
        associates: Bool = true, lifetime: LinkLifetime = .standard, note: String? = nil,
        mail: MailContent = .notice
    ) async throws -> ID<Send> {
        let request = SendRequest(
            update: update.id, recipients: RecipientChoice(people.map(\.id)),
            options: SendOptions(
                identityVerification: verification, associateOtherRecipients: associates, linkLifetime: lifetime,
                additionalNote: note, mail: mail),
            key: try world.newID(of: Send.self).text)
        guard case .sent(let id) = try await installation.sendUpdate(request, by: viewer) else { throw NotSent() }
        return id
    }

    /// The update could not be sent.
    package struct NotSent: Error {}

    /// One file sent to one contact: what most tests begin with.
    package func sentFile(
        _ bytes: [UInt8] = Array("The evidence.".utf8), to email: String = "ana@client.example",
        verification: Bool = true
    ) async throws -> SentFile {
        let viewer = try await staff()
        let contact = try await person("Ana Client", emails: [email])
        let caseFile = try await caseFile(by: viewer, clients: [contact])
        let update = try await validated(in: caseFile, by: viewer, files: [("Evidence.pdf", bytes)])
        let send = try await send(update, to: [contact], by: viewer, verification: verification)
        guard let mail = await deliverMail().first, let token = mail.tokens.first else { throw NotSent() }
        return SentFile(send: send, token: token, viewer: viewer, contact: contact, caseFile: caseFile, update: update)
    }
}

/// A file that is on its way to a contact.
package struct SentFile: Sendable {
    package let send: ID<Send>
    package let token: String
    package let viewer: Viewer
    package let contact: Person
    package let caseFile: CaseFile
    package let update: CaseUpdate
}
