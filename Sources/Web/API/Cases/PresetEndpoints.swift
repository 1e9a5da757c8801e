import Actions
import Domain

/// `/presets`: stored beginnings of updates.
struct PresetEndpoints: Sendable {
    var list: Endpoint {
        .showing(
            "listPresets", "The presets of access groups that this person may see updates of, the oldest first.",
            .object([.required("presets", .list(of: Self.shape, most: 10_000))])
        ) { call in
            let presets = try await call.installation.listPresets(to: call.viewer)
            return ["presets": .list(presets.map(Self.json))]
        }
    }

    var add: Endpoint {
        .making(
            "addPreset", "Make a preset.", .json(Shape.object(Self.members).named("NewPreset")),
            Self.shape,
            make: { call in
                try Self.id(of: try await call.installation.addPreset(Self.text(call), by: call.viewer)).text
            },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var show: Endpoint {
        .showing("showPreset", "A preset, with its variables as typed.", Self.shape) {
            try await Self.shown($0, $0.id("preset"))
        }
    }

    var change: Endpoint {
        .changing(
            "changePreset", "Change a preset that still has this version.",
            .json(
                Shape.object(
                    [.required("version", Shape.integer(1...Int64.max).noted("That of what is to be replaced."))]
                        + Self.members
                ).named("PresetChange")), problems: [403, 409], Self.shape
        ) { call in
            let kept = try await call.installation.changePreset(
                call.id("preset"), to: Self.text(call), version: call.body.optionalInteger("version") ?? 0,
                by: call.viewer)
            return try await Self.shown(call, Self.id(of: kept))
        }
    }

    var archive: Endpoint {
        archive(
            "archivePreset", "Offer a preset no more.", true)
    }

    var restore: Endpoint { archive("restorePreset", "Offer an archived preset again.", false) }

    private func archive(_ id: String, _ summary: String, _ isArchived: Bool) -> Endpoint {
        .changing(id, summary, .none, problems: [403, 409], Self.shape) { call in
            let kept = try await call.installation.archivePreset(call.id("preset"), isArchived, by: call.viewer)
            return try await Self.shown(call, Self.id(of: kept))
        }
    }

    /// A preset as an update of this case would begin with it.
    var fill: Endpoint {
        .showing(
            "fillPreset", "Title and text of a preset with its variables filled in for a case.",
            Shape.object([
                .required("title", .text(100_000)), .required("body", Shape.text(1_000_000).noted("Markdown.")),
                .required("accessGroupId", .id),
            ]).named("FilledPreset"), problems: [409]
        ) { call in
            switch try await call.installation.fillPreset(call.id("preset"), on: call.id("case"), by: call.viewer) {
            case .unknown: return nil
            case .unresolved(let problem):
                throw ApiRefusal.conflict("unresolved", "A variable stands for nothing", problem.remedy)
            case .text(let title, let body, let group):
                return ["title": .text(title), "body": .text(body), "accessGroupId": JSON(group)]
            }
        }
    }

    private static let members: [Shape.Member] = [
        .required("name", .text(1, 240).exampled("Weekly report")), .required("accessGroupId", .id),
        .required("title", .text(1, 800).exampled("Week of {{Date.today}}")),
        .required(
            "body",
            Shape.text(262_144).noted(
                "Markdown with variables: \(TextVariable.allCases.map(\.spelling).joined(separator: ", ")).")),
    ]

    private static let shape = Shape.object(
        [.required("id", .id), .required("version", .integer(1...Int64.max))] + members + [
            .required("createdAt", .moment), .required("archivedAt", Shape.moment.orNull),
        ]
    ).named("Preset")

    private static func text(_ call: Call) throws -> PresetText {
        try PresetText(
            name: call.body.text("name"), group: ID(reading: call.body.text("accessGroupId")),
            title: call.body.text("title"), body: call.body.text("body"))
    }

    private static func shown(_ call: Call, _ id: ID<Preset>) async throws -> JSON? {
        try await call.installation.showPreset(id, to: call.viewer).map(json)
    }

    private static func json(_ shown: ShownPreset) -> JSON {
        let preset = shown.preset
        return [
            "id": JSON(preset.id), "version": .integer(shown.version), "name": .text(preset.name),
            "accessGroupId": JSON(preset.accessGroup), "title": .text(preset.title), "body": .text(preset.body),
            "createdAt": JSON(preset.createdAt), "archivedAt": JSON(preset.archivedAt),
        ]
    }

    private static func id(of kept: KeptPreset) throws -> ID<Preset> {
        switch kept {
        case .kept(let id): return id
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .changedMeanwhile:
            throw ApiRefusal.conflict(
                "changed-meanwhile", "Somebody changed it meanwhile",
                "Read the preset, and send what you want with its new version.")
        case .nameTaken:
            throw ApiRefusal.conflict(
                "name-taken", "Another preset has this name", "Each preset needs a name of its own.")
        case .noSuchGroup: throw ApiRefusal.mistake("accessGroupId", "Name an access group that you can choose.")
        }
    }
}
