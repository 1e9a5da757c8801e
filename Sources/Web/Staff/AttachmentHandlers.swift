import Actions
import Domain
import HTTPTypes
import Hummingbird

/// The files of drafts: taking them in, off again, and reading them for checking.
struct AttachmentHandlers: Sendable {
    let site: Site

    /// One raw body, its name percent-encoded in `X-File-Name`.
    func addRaw(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseUpdate> = try context.facts.id("update")
        let limit = site.installation.uploadLimits.fileSize
        var chunks = try PacedBody(request, limit: limit, site: site).makeAsyncIterator()
        let name = request.headers[.fileName].flatMap(PercentCoding.decode) ?? context.facts.query("name") ?? ""
        let upload = try await begin(id, name: name, type: request.headers.essence, context)
        try await store(upload, name: name, in: id) { try await chunks.next().map { Array($0.readableBytesView) } }
        return Response(status: .created, headers: [.location: "/updates/\(id)/edit"])
    }

    /// Any number of files from a page without JavaScript. Each is taken whole or not at all.
    func addForm(_ parts: Multipart, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseUpdate> = try context.facts.id("update")
        while let part = try await parts.next() {
            guard part.name == "files", let name = part.fileName else {
                throw Refusal(.unexpected(field: part.name)).closing()
            }
            // The part of an input in which nothing was chosen.
            guard !name.isEmpty else { continue }
            let upload = try await begin(id, name: name, type: part.contentType ?? "", context)
            try await store(upload, name: name, in: id) { try await parts.chunk() }
        }
        return .seeOther(Told.added.at("/updates/\(id)/edit"))
    }

    /// Bytes of a form with as many files as an update can have, with some room for what stands between them.
    func formLimit() -> Int64 {
        let limits = site.installation.uploadLimits
        let (bytes, overflow) = limits.fileSize.multipliedReportingOverflow(by: Int64(limits.filesPerUpdate))
        return overflow ? .max : bytes.addingReportingOverflow(1 << 20).overflow ? .max : bytes + 1 << 20
    }

    func remove(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        switch try await site.installation.detachFile(context.facts.id("attachment"), by: context.viewer) {
        case .detached(let update): return .seeOther(Told.removed.at("/updates/\(update)/edit"))
        case .refused(let refusal): throw Self.refusal(refusal)
        }
    }

    /// The bytes for staff of the case. No delivery event: there is no link in it.
    func read(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id: ID<Attachment> = try context.facts.id("attachment")
        let asked = try await asked(id, request, context)
        if case .notModified = asked.kind { return Response(status: .notModified, headers: asked.headers) }
        let bytes = asked.range.bytes
        guard let reading = try await site.installation.readAttachment(id, range: bytes, by: context.viewer) else {
            throw Refusal.notFound
        }
        let body = TransferBody(reading, over: context.facts.context, pace: site.transferPace)
        return Response(
            status: asked.range.isPart ? .partialContent : .ok, headers: asked.headers,
            body: ResponseBody(contentLength: Int(bytes.count)) { try await body.write(to: &$0) })
    }

    /// The same headers, without opening the file.
    func describe(_ request: Request, _ context: StaffContext) async throws -> Response {
        let asked = try await asked(context.facts.id("attachment"), request, context)
        var headers = asked.headers
        headers[.contentLength] = "\(asked.range.bytes.count)"
        return Response(status: .ok, headers: headers)
    }

    private func asked(
        _ id: ID<Attachment>, _ request: Request, _ context: StaffContext
    ) async throws -> FileAnswer {
        guard let attachment = try await site.installation.showAttachment(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        let asked = FileAnswer(attachment, request.head)
        if case .unsatisfiable = asked.kind { throw asked.refusal }
        return asked
    }

    private func begin(
        _ id: ID<CaseUpdate>, name: String, type: String, _ context: StaffContext
    ) async throws -> AttachmentUpload {
        switch try await site.installation.beginUpload(to: id, name: name, type: type, by: context.viewer) {
        case .upload(let upload): return upload
        case .refused(let refusal): throw Self.refusal(refusal).closing()
        case .tooMany(let limit): throw Self.tooMany(limit, id).closing()
        }
    }

    /// Takes the content in; whatever goes wrong, nothing of it stays (UD-11).
    private func store(
        _ upload: AttachmentUpload, name: String, in id: ID<CaseUpdate>, _ next: () async throws -> [UInt8]?
    ) async throws {
        let end: AttachedFile
        do {
            while let bytes = try await next() {
                guard try await upload.append(bytes) else { throw tooLarge(name, id) }
            }
            end = try await upload.finish()
        } catch {
            await upload.abandon()
            throw error
        }
        switch end {
        case .attached: return
        case .refused(let refusal): throw Self.refusal(refusal)
        case .tooMany(let limit): throw Self.tooMany(limit, id)
        }
    }

    private func tooLarge(_ name: String, _ id: ID<CaseUpdate>) -> Refusal {
        let limit = FileSize.words(site.installation.uploadLimits.fileSize)
        return Refusal(
            Problem(
                413, "“\(Typed.fileName(name).text)” is too large",
                "A file can have up to \(limit). Nothing of it was stored.", wayOn: Self.back(to: id)),
            closesConnection: true)
    }

    private static func tooMany(_ limit: Int, _ id: ID<CaseUpdate>) -> Refusal {
        Refusal(
            Problem(
                422, "The update has all the files it can have",
                "An update can have up to \(limit) files. Remove one first, or write another update.",
                wayOn: back(to: id)))
    }

    private static func back(to id: ID<CaseUpdate>) -> Problem.WayOn {
        Problem.WayOn(label: "Back to the update", path: "/updates/\(id)/edit")
    }

    private static func refusal(_ refusal: DraftRefusal) -> Refusal {
        switch refusal {
        case .unknown: .notFound
        case .notAllowed: .status(403)
        case .closed, .permanent: .status(409)
        }
    }
}

extension HTTPField.Name {
    static let fileName = HTTPField.Name("X-File-Name")!
}
