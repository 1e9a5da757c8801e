import Actions
import Domain
import Hummingbird

/// `/imports` and exports: contacts, cases and assignments as CSV files.
struct ImportEndpoints: Sendable {
    var bring: Endpoint {
        var endpoint = Endpoint.making(
            "bringImport",
            "Bring a CSV file of contacts, cases or assignments, the content of the request, in place of an earlier one of its kind. Nothing is imported before it is confirmed.",
            .bytes, problems: [403], .importPlan, make: { try await Self.brought($0).text },
            show: { try await Self.shown($0, ID(reading: $1)) })
        endpoint.query = [.init("kind", .words(ImportKind.self), isRequired: true)]
        return endpoint
    }

    var show: Endpoint {
        .showing(
            "showImport", "A file that you brought, with what importing it would do now, line by line.", .importPlan
        ) { try await Self.shown($0, $0.id("import")) }
    }

    var confirm: Endpoint {
        .changing(
            "confirmImport", "Import all of a file, if that does what was seen; confirmed again it does nothing more.",
            .json(
                Shape.object([
                    .required("seen", Shape.text(1, 100).noted("The `seen` of the import that was shown.")),
                    .optional(
                        "notice",
                        Shape.yesNo.noted(
                            "Whether a mail tells those who are assigned: staff with an open account, of a role new to them."
                        )),
                ]).named("ImportConfirmation")),
            problems: [403, 409], .importPlan
        ) { call in
            let id: ID<ImportRecord> = try call.id("import")
            switch try await call.installation.confirmImport(
                id, seen: call.body.text("seen"), notifying: call.body.optionalFlag("notice") ?? false, by: call.viewer)
            {
            case .imported: return try await Self.shown(call, id)
            case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
            case .impossible:
                throw ApiRefusal.conflict(
                    "impossible", "Nothing of this file can be imported",
                    "Show it to see the problems, and bring a file without them.")
            case .over:
                throw ApiRefusal.conflict(
                    "over", "This file was not confirmed within a day, or another was brought since", "Bring it again.")
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .unknown: return nil
            }
        }
    }

    var exportContacts: Endpoint {
        Endpoint(
            id: "exportContacts",
            summary: "Contacts and prospects as a CSV file that can be imported again; cells are harmless to open.",
            query: [
                .init("text", .text(200)), .init("kind", .words(PersonKind.self)),
                .init("show", .words(PeopleStanding.self)),
            ], success: .table
        ) { call in
            var filter = PeopleFilter()
            filter.text = call.query.text("text")
            filter.kind = call.query.optionalText("kind").flatMap(PersonKind.init)
            filter.standing = call.query.optionalText("show").flatMap(PeopleStanding.init) ?? .current
            let table = try await call.installation.exportContacts(filter, for: call.viewer)
            return CSVAnswer(table, name: "contacts").response
        }
    }

    var exportCases: Endpoint {
        Endpoint(
            id: "exportCases", summary: "The cases that you see as a CSV file that can be imported again.",
            query: [.init("text", .text(200)), .init("status", .words(CaseStatus.self))], success: .table
        ) { call in
            var filter = CaseFilter()
            filter.text = call.query.text("text")
            filter.status = call.query.optionalText("status").flatMap(CaseStatus.init)
            let table = try await call.installation.exportCases(filter, for: call.viewer)
            return CSVAnswer(table, name: "cases").response
        }
    }

    var exportAssignments: Endpoint {
        Endpoint(
            id: "exportAssignments",
            summary: "Who is on the cases that you see, as a CSV file that can be imported again.",
            query: [.init("text", .text(200)), .init("status", .words(CaseStatus.self))], success: .table
        ) { call in
            var filter = CaseFilter()
            filter.text = call.query.text("text")
            filter.status = call.query.optionalText("status").flatMap(CaseStatus.init)
            let table = try await call.installation.exportAssignments(filter, for: call.viewer)
            return CSVAnswer(table, name: "assignments").response
        }
    }

    private static func brought(_ call: Call) async throws -> ID<ImportRecord> {
        try call.countUpload()
        guard let kind = ImportKind(rawValue: call.query.text("kind")) else { throw ApiRefusal.of(status: 422) }
        var bytes: [UInt8] = []
        for try await chunk in try PacedBody(call.request, limit: Int64(CSVTable.mostBytes)) {
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        do {
            switch try await call.installation.bringImport(bytes, of: kind, by: call.viewer) {
            case .brought(let id): return id
            case .notAllowed: throw ApiRefusal.of(status: 403)
            }
        } catch let problem as Malformed {
            throw ApiRefusal.mistakes([Mistake(.whole, problem.remedy)])
        }
    }

    private static func shown(_ call: Call, _ id: ID<ImportRecord>) async throws -> JSON? {
        try await call.installation.showImport(id, to: call.viewer).map { try JSON($0) }
    }
}

extension Shape {
    fileprivate static let importPlan = object([
        .required("id", .id), .required("kind", .words(ImportKind.self)), .required("createdAt", .moment),
        .required(
            "seen", text(64).orNull.noted("What a confirmation sends back; null where nothing can be confirmed.")),
        .required("problems", list(of: problem, most: 100_000)), .required("lines", list(of: line, most: 5_000)),
        .required("importedAt", moment.orNull), .required("added", integer(0...5_000)),
        .required("changed", integer(0...5_000)),
        .required(
            "told", integer(0...5_000).orNull.noted("How many people are mailed; null where nobody wanted that.")),
    ]).named("Import")

    private static let problem = object([
        .required("line", integer(1...Int64.max)), .required("column", words(ImportColumn.self).orNull),
        .required("remedy", .text(10_000)),
    ]).named("ImportProblem")

    private static let line = object([
        .required("line", integer(1...Int64.max)), .required("title", .text(800)),
        .required("effect", Shape(.text(.words(["added", "changed", "same"])))),
        .required("changes", list(of: text(10_000), most: 100)),
    ]).named("ImportLine")
}

extension JSON {
    fileprivate init(_ shown: ShownImport) throws {
        let (record, plan) = (shown.record, shown.plan)
        let seen = try plan.flatMap { $0.isPossible ? try $0.name : nil }
        self = [
            "id": JSON(record.id), "kind": .text(record.kind.rawValue), "createdAt": JSON(record.createdAt),
            "seen": JSON(seen),
            "problems": .list(
                (plan?.problems ?? []).map {
                    [
                        "line": .integer(Int64($0.line)), "column": JSON($0.column?.rawValue),
                        "remedy": .text($0.remedy),
                    ]
                }),
            "lines": .list((plan?.lines ?? []).map(Self.line)), "importedAt": JSON(record.end?.at),
            "added": .integer(record.end?.added ?? Int64(plan?.added ?? 0)),
            "changed": .integer(record.end?.changed ?? Int64(plan?.changed ?? 0)),
            "told": record.end?.told.map { .integer($0) } ?? .null,
        ]
    }

    private static func line(_ line: ImportPlan.Line) -> JSON {
        let (effect, changes): (String, [String]) =
            switch line.effect {
            case .added: ("added", line.details)
            case .same: ("same", [])
            case .changed(let parts): ("changed", parts)
            }
        return [
            "line": .integer(Int64(line.line)), "title": .text(line.title), "effect": .text(effect),
            "changes": .list(changes.map { .text($0) }),
        ]
    }
}
