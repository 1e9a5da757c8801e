import Actions
import Domain

/// `/cases`: the matters, as far as the person of the token sees them.
struct CaseEndpoints: Sendable {
    var list: Endpoint {
        .showing(
            "listCases", "The cases that this person sees, the newest first.",
            query: [
                .init("text", Shape.text(200).noted("Words to look for in references and titles.")),
                .init("status", .words(CaseStatus.self)), .init("type", Shape.id.noted("Of `/case-types`.")),
                .init("tag", Shape.text(160).noted("A tag, in any letter case.")),
                .init("mine", Shape.yesNo.noted("Whether only those that the person of the token is assigned to.")),
                .init("sort", Shape.words(CaseOrder.self).noted("Newest first, if it is not said.")),
            ] + Paging.query, .page("cases", of: CaseShape.shape)
        ) { call in
            var filter = CaseFilter()
            filter.text = call.query.text("text")
            filter.status = call.query.optionalText("status").flatMap(CaseStatus.init)
            filter.type = try call.query.optionalText("type").map { try ID(reading: $0) }
            filter.tag = call.query.text("tag")
            filter.isMine = call.query.optionalFlag("mine") ?? false
            filter.order = call.query.optionalText("sort").flatMap(CaseOrder.init) ?? .newest
            filter.after = call.after()
            filter.limit = call.limit
            let list = try await call.installation.listCases(filter, to: call.viewer)
            try Paging.check(beginsAnew: list.beginsAnew)
            let cases = list.cases.map { CaseShape.json($0.caseFile, $0.labels) }
            return ["cases": .list(cases), "next": JSON(list.next)]
        }
    }

    var open: Endpoint {
        .making(
            "openCase", "Open a case.", .json(CaseShape.details(isRequired: true).named("NewCase")), CaseShape.shape,
            make: { call in
                try Self.id(of: try await call.installation.openCase(CaseShape.details(call), by: call.viewer)).text
            },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var show: Endpoint {
        .showing("showCase", "A case.", CaseShape.shape) { try await Self.shown($0, $0.id("case")) }
    }

    var change: Endpoint {
        .changing(
            "changeCase", "Change reference, title, type or tags of an open case.",
            .json(CaseShape.details(isRequired: false).named("CaseChange")), problems: [403, 409], CaseShape.shape
        ) { call in
            let id: ID<CaseFile> = try call.id("case")
            guard let before = try await call.installation.findLabelledCase(id, for: call.viewer) else {
                throw Refusal.notFound
            }
            let details = try CaseShape.details(call, instead: before)
            _ = try Self.id(
                of: try await call.installation.changeCase(
                    id, to: details, seen: before.version, by: call.viewer))
            return try await Self.shown(call, id)
        }
    }

    var close: Endpoint { status("closeCase", "Close a case: it can be read, and its links work on.", .closed) }
    var reopen: Endpoint { status("reopenCase", "Open a closed case again.", .open) }

    private func status(_ id: String, _ summary: String, _ status: CaseStatus) -> Endpoint {
        .changing(id, summary, .none, CaseShape.shape) { call in
            let id: ID<CaseFile> = try call.id("case")
            _ = try Self.id(of: try await call.installation.setStatus(status, of: id, by: call.viewer))
            return try await Self.shown(call, id)
        }
    }

    private static func shown(_ call: Call, _ id: ID<CaseFile>) async throws -> JSON? {
        try await call.installation.findLabelledCase(id, for: call.viewer).map {
            CaseShape.json($0.caseFile, $0.labels)
        }
    }

    private static func id(of kept: KeptCase) throws -> ID<CaseFile> {
        switch kept {
        case .kept(let id): return id
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .closed: throw ApiRefusal.closed
        case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
        case .noSuchType: throw ApiRefusal.mistake("typeId", "Give the id of a case type that is not archived.")
        case .referenceTaken:
            throw ApiRefusal.conflict(
                "reference-taken", "Another case has this reference", "Each case needs a reference of its own.")
        }
    }
}
