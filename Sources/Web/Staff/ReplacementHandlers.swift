import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/attachments/{attachment}/replacement`: a newer version of a wrong file, behind the same links.
struct ReplacementHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, FormReading(), reason: "")
    }

    /// The reason comes before the file, as the page writes it.
    func replace(_ parts: Multipart, _ context: StaffContext) async throws -> Response {
        let id: ID<Attachment> = try context.facts.id("attachment")
        let file = try await replaceable(context)
        let files = AttachmentHandlers(site: site)
        var (reason, reading) = ("", FormReading())
        while let part = try await parts.next() {
            if part.name == "reason", part.fileName == nil {
                reason = try await parts.text(limit: 10_000)
                continue
            }
            guard part.name == "files", let name = part.fileName else {
                throw Refusal(.unexpected(field: part.name)).closing()
            }
            // The part of an input in which nothing was chosen.
            guard !name.isEmpty else { continue }
            let typed = reason
            let words = reading.read { () throws(Malformed) in try Attachment.Replacement.reason(reading: typed) }
            guard let words else { return try await page(context, reading, reason: reason) }
            try files.countUpload(context)
            let begun = try await site.installation.beginReplacement(
                of: id, name: name, type: part.contentType ?? "", reason: words, by: context.viewer)
            let taken = try await AttachmentIntake(site: site).take(begun) { { try await parts.chunk() } }
            try files.check(taken, name: name, in: file.update)
            return .seeOther(Told.replaced.at("/updates/\(file.update)"))
        }
        let typed = reason
        _ = reading.read { () throws(Malformed) in try Attachment.Replacement.reason(reading: typed) }
        reading.add(Malformed("files", "Choose the file that is to take its place."))
        return try await page(context, reading, reason: reason)
    }

    private func replaceable(_ context: StaffContext) async throws -> Attachment {
        switch try await site.installation.fileToReplace(context.facts.id("attachment"), by: context.viewer) {
        case .file(let file): return file
        case .refused(let refusal): throw AttachmentHandlers.refusal(refusal)
        }
    }

    private func page(_ context: StaffContext, _ reading: FormReading, reason: String) async throws -> Response {
        let file = try await replaceable(context)
        let page = ReplacementPage(
            frame: try site.workingFrame(context, at: .cases, errors: reading.summary), file: FileFacts(file),
            version: "\(file.version)", action: "/attachments/\(file.id)/replacement",
            reason: reading.field("reason", reason), files: reading.field("files"),
            limit: FileSize.words(site.installation.uploadLimits.fileSize), cancel: "/updates/\(file.update)")
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}
