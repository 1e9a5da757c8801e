import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/attachments`: the files of updates.
struct AttachmentEndpoints: Sendable {
    let site: Site

    var add: Endpoint {
        var endpoint = Endpoint.making(
            "addAttachment", "Add a file to a draft: the content of the request, as it comes.", .bytes,
            problems: [403], .attachment, make: { try await store($0).text },
            show: { try await Self.shown($0, ID(reading: $1)) })
        endpoint.query = [
            .init(
                "name", Shape.text(1, 1000).noted("What the file is called.").exampled("Report.pdf"), isRequired: true)
        ]
        return endpoint
    }

    var replace: Endpoint {
        var endpoint = Endpoint.making(
            "replaceAttachment",
            "Put a newer version in the place of a file of a validated update: links serve it from then on.", .bytes,
            problems: [403], .attachment, make: { try await storeNewer($0).text },
            show: { try await Self.shown($0, ID(reading: $1)) })
        endpoint.query = [
            .init(
                "name", Shape.text(1, 255).noted("What the file is called.").exampled("Report.pdf"), isRequired: true),
            .init(
                "reason", Shape.text(1, 500).noted("What the history says.").exampled("Page 3 was missing."),
                isRequired: true),
        ]
        return endpoint
    }

    var show: Endpoint {
        .showing("showAttachment", "A file of an update.", .attachment) {
            try await Self.shown($0, $0.id("attachment"))
        }
    }

    var read: Endpoint {
        Endpoint(
            id: "readAttachment", summary: "The bytes of a file, or a range of them.", success: .file, problems: [416]
        ) { call in
            try await AttachmentContent(site: call.site, viewer: call.viewer, context: call.facts.context).answer(
                call.id("attachment"), to: call.request)
        }
    }

    var remove: Endpoint {
        .removing("removeAttachment", "Take a file off a draft.") { call in
            if case .refused(let refusal) = try await call.installation.detachFile(
                call.id("attachment"), by: call.viewer)
            {
                throw ApiRefusal(refusal)
            }
        }
    }

    private static func shown(_ call: Call, _ id: ID<Attachment>) async throws -> JSON? {
        try await call.installation.showAttachment(id, to: call.viewer).map { JSON($0) }
    }

    private func store(_ call: Call) async throws -> ID<Attachment> {
        try call.countUpload()
        let begun = try await call.installation.beginUpload(
            to: call.id("update"), name: call.query.text("name"), type: call.request.headers.essence, by: call.viewer)
        return try await take(begun, call)
    }

    private func storeNewer(_ call: Call) async throws -> ID<Attachment> {
        try call.countUpload()
        let reason: String
        do {
            reason = try Attachment.Replacement.reason(reading: call.query.text("reason"))
        } catch let problem as Malformed {
            throw ApiRefusal.mistakes([Mistake(query: "reason", problem.remedy)])
        }
        let begun = try await call.installation.beginReplacement(
            of: call.id("attachment"), name: call.query.text("name"), type: call.request.headers.essence,
            reason: reason, by: call.viewer)
        return try await take(begun, call)
    }

    private func take(_ begun: BegunUpload, _ call: Call) async throws -> ID<Attachment> {
        switch try await AttachmentIntake(site: site).take(begun, call.request) {
        case .attached(let id): return id
        case .refused(let refusal): throw ApiRefusal(refusal)
        case .tooLarge:
            var refusal = ApiRefusal.of(status: 413)
            refusal.closesConnection = true
            throw refusal
        case .overQuota(let quota):
            var refusal = ApiRefusal(AttachmentHandlers.overQuota(quota))
            refusal.closesConnection = true
            throw refusal
        case .tooMany(let limit):
            throw ApiRefusal.conflict(
                "too-many-files", "The update has all the files it can have",
                "An update can have up to \(limit) files. Remove one first, or write another update.")
        }
    }
}
