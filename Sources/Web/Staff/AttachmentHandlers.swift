import Actions
import Domain
import HTTPTypes
import Hummingbird

/// The files of drafts: taking them in, off again, and reading them for checking.
struct AttachmentHandlers: Sendable {
    let site: Site

    /// One raw body, its name percent-encoded in `X-File-Name`; named by the page that sends it, so that it can be sent again.
    func addRaw(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseUpdate> = try context.facts.id("update")
        try countUpload(context)
        let name = request.headers[.fileName].flatMap(PercentCoding.decode) ?? context.facts.query("name") ?? ""
        let named = NamedUpload(site: site, request: request, viewer: context.viewer, fileName: name)
        try await named.once { installation in
            let begun = try await installation.beginUpload(
                to: id, name: name, type: request.headers.essence, by: context.viewer)
            try check(await AttachmentIntake(site: site).take(begun, request), name: name, in: id)
        }
        return Response(status: .created, headers: [.location: "/updates/\(id)/edit"])
    }

    /// Any number of files from a page without JavaScript. Each is taken whole or not at all; one that is refused keeps no
    /// other out, and all of the form is read: a browser that is cut off would show no reason.
    func addForm(_ parts: Multipart, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseUpdate> = try context.facts.id("update")
        var refused: [RefusedFile] = []
        var isEmpty = true
        while let part = try await parts.next() {
            guard part.name == "files", let name = part.fileName else {
                throw Refusal(.unexpected(field: part.name)).closing()
            }
            // The part of an input in which nothing was chosen.
            guard !name.isEmpty else { continue }
            isEmpty = false
            guard site.limits.waitToUpload(person: context.viewer.person.text) == nil else {
                refused.append(.tooOften(name))
                continue
            }
            let begun = try await site.installation.beginUpload(
                to: id, name: name, type: part.contentType ?? "", by: context.viewer)
            let taken = try await AttachmentIntake(site: site).take(begun) { { try await parts.chunk() } }
            if let file = try refusedFile(taken, name: name) { refused.append(file) }
        }
        if isEmpty { refused.append(.nothingChosen) }
        if let first = refused.first {
            return try await UpdateFormHandlers(site: site).refuse(refused, status: first.status, context)
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

    func read(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await AttachmentContent(site: site, viewer: context.viewer, context: context.facts.context).answer(
            context.facts.id("attachment"), to: request)
    }

    func describe(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await AttachmentContent(site: site, viewer: context.viewer, context: context.facts.context).describe(
            context.facts.id("attachment"), to: request)
    }

    /// Throws 429 when this person begins uploads too often (RL-04).
    func countUpload(_ context: StaffContext) throws(Refusal) {
        if let wait = site.limits.waitToUpload(person: context.viewer.person.text) {
            throw site.tooMany(wait).closing()
        }
    }

    /// Nil for a file that was taken in. Where the draft takes none at all, the form ends.
    private func refusedFile(_ taken: TakenFile, name: String) throws -> RefusedFile? {
        switch taken {
        case .attached: nil
        case .refused(let refusal): throw Self.refusal(refusal).closing()
        case .tooMany(let limit): .tooMany(name, limit: limit)
        case .overQuota(let quota): .overQuota(name, quota)
        case .tooLarge: .tooLarge(name, limit: site.installation.uploadLimits.fileSize)
        }
    }

    /// What was refused is not worth reading to its end.
    func check(_ taken: TakenFile, name: String, in id: ID<CaseUpdate>) throws {
        switch taken {
        case .attached: return
        case .refused(let refusal): throw Self.refusal(refusal).closing()
        case .tooMany(let limit): throw Self.tooMany(limit, id).closing()
        case .overQuota(let quota): throw Self.overQuota(quota, wayOn: Self.back(to: id)).closing()
        case .tooLarge: throw tooLarge(name, id)
        }
    }

    /// What a page or a program is told of a quota that is used up.
    static func overQuota(_ quota: UploadQuota, wayOn: Problem.WayOn? = nil) -> Refusal {
        let (heading, text) =
            switch quota {
            case .day(let bytes):
                (
                    "You have uploaded as much as one person may in a day",
                    "That is \(FileSize.words(bytes)) in 24 hours. This file was not stored: add it tomorrow, or ask an administrator."
                )
            case .drafts(let bytes):
                (
                    "Your drafts hold as much as they may",
                    "Files of one person can take up to \(FileSize.words(bytes)) in drafts. This one was not stored: have drafts validated, or remove files from them."
                )
            }
        return Refusal(Problem(413, heading, text, wayOn: wayOn))
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

    static func refusal(_ refusal: DraftRefusal) -> Refusal {
        switch refusal {
        case .unknown: .notFound
        case .notAllowed: .status(403)
        case .closed, .permanent, .notValidated, .replaced: .status(409)
        }
    }
}

extension HTTPField.Name {
    static let fileName = HTTPField.Name("X-File-Name")!
}
