import Actions
import Domain

/// `/cases`: the matters, as far as the person of the token sees them.
struct CaseEndpoints: Sendable {
    var list: Endpoint {
        .showing(
            "listCases", "The cases that this person sees, the newest first.",
            query: [
                .init("text", Shape.text(200).noted("Words to look for in references and titles.")),
                .init("status", .words(CaseStatus.self)),
            ] + Paging.query, .page("cases", of: Self.shape)
        ) { call in
            var filter = CaseFilter()
            filter.text = call.query.text("text")
            filter.status = call.query.optionalText("status").flatMap(CaseStatus.init)
            filter.after = call.after()
            filter.limit = call.limit
            let list = try await call.installation.listCases(filter, to: call.viewer)
            try Paging.check(beginsAnew: list.beginsAnew)
            return ["cases": .list(list.cases.map { Self.json($0.caseFile) }), "next": JSON(list.next)]
        }
    }

    var open: Endpoint {
        .making(
            "openCase", "Open a case.", .json(Self.details(isRequired: true).named("NewCase")), Self.shape,
            make: { call in
                let details = try CaseDetails(reference: call.body.text("reference"), title: call.body.text("title"))
                return try Self.id(of: try await call.installation.openCase(details, by: call.viewer)).text
            },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var show: Endpoint {
        .showing("showCase", "A case.", Self.shape) { try await Self.shown($0, $0.id("case")) }
    }

    var change: Endpoint {
        .changing(
            "changeCase", "Change reference or title of an open case.",
            .json(Self.details(isRequired: false).named("CaseChange")), problems: [403, 409], Self.shape
        ) { call in
            let id: ID<CaseFile> = try call.id("case")
            guard let before = try await call.installation.findCase(id, for: call.viewer) else {
                throw Refusal.notFound
            }
            let details = try CaseDetails(
                reference: call.body.optionalText("reference") ?? before.reference,
                title: call.body.optionalText("title") ?? before.title)
            _ = try Self.id(of: try await call.installation.changeCase(id, to: details, by: call.viewer))
            return try await Self.shown(call, id)
        }
    }

    var close: Endpoint { status("closeCase", "Close a case: it can be read, and its links work on.", .closed) }
    var reopen: Endpoint { status("reopenCase", "Open a closed case again.", .open) }

    private func status(_ id: String, _ summary: String, _ status: CaseStatus) -> Endpoint {
        .changing(id, summary, .none, Self.shape) { call in
            let id: ID<CaseFile> = try call.id("case")
            _ = try Self.id(of: try await call.installation.setStatus(status, of: id, by: call.viewer))
            return try await Self.shown(call, id)
        }
    }

    private static let shape = Shape.object([
        .required("id", .id), .required("reference", .text(240)), .required("title", .text(800)),
        .required("status", .words(CaseStatus.self)), .required("createdAt", .moment),
    ]).named("Case")

    private static func details(isRequired: Bool) -> Shape {
        let (reference, title) = (
            Shape.text(1, 240).exampled("2026-014"), Shape.text(1, 800).exampled("Harbour matter")
        )
        return .object(
            isRequired
                ? [.required("reference", reference), .required("title", title)]
                : [.optional("reference", reference), .optional("title", title)])
    }

    private static func shown(_ call: Call, _ id: ID<CaseFile>) async throws -> JSON? {
        try await call.installation.findCase(id, for: call.viewer).map(json)
    }

    private static func json(_ caseFile: CaseFile) -> JSON {
        [
            "id": JSON(caseFile.id), "reference": .text(caseFile.reference), "title": .text(caseFile.title),
            "status": .text(caseFile.status.rawValue), "createdAt": JSON(caseFile.createdAt),
        ]
    }

    private static func id(of kept: KeptCase) throws -> ID<CaseFile> {
        switch kept {
        case .kept(let id): return id
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .closed: throw ApiRefusal.closed
        case .referenceTaken:
            throw ApiRefusal.conflict(
                "reference-taken", "Another case has this reference", "Each case needs a reference of its own.")
        }
    }
}
