import Actions
import Domain

extension PresetsPage {
    init(_ presets: [ShownPreset], for viewer: Viewer, frame: WorkingFrame) {
        let mayKeep = viewer.rights.mayKeepPresets
        self.init(
            frame: frame, new: mayKeep ? "/presets/new" : nil,
            presets: presets.map { shown in
                Row(
                    name: shown.preset.name, edit: mayKeep ? "/presets/\(shown.preset.id)/edit" : nil,
                    group: shown.group.name, title: shown.preset.title,
                    status: shown.preset.archivedAt == nil ? nil : StatusTag("Archived", .idle, .lock))
            })
    }
}

extension PresetFormPage {
    init(
        _ shown: ShownPreset?, _ entry: PresetEntry, _ reading: FormReading, groups: [AccessGroup], frame: WorkingFrame
    ) {
        let path = shown.map { "/presets/\($0.preset.id)" }
        let archive = path.map { path in
            shown?.preset.archivedAt == nil
                ? PostButton("Archive", action: path + "/archive", isDangerous: true)
                : PostButton("Offer again", action: path + "/archive/deletion")
        }
        self.init(
            frame: frame, isNew: shown == nil,
            action: shown.map { "\(path ?? "")?version=\($0.version)" } ?? "/presets",
            name: reading.field("name", entry.name),
            group: reading.choice(
                "group", groups.map { Choice($0.id.text, $0.name, isChosen: $0.id.text == entry.group) }),
            title: reading.field("title", entry.title), body: reading.field("body", entry.body),
            variables: TextVariable.allCases.map { Variable(spelling: $0.spelling, meaning: $0.meaning) },
            archive: archive, cancel: "/presets")
    }
}
