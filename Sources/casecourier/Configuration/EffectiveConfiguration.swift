/// What the process is configured to, setting by setting, and where each value comes from. Secrets are not shown.
struct EffectiveConfiguration {
    private let reader: SettingsReader

    init(_ reader: SettingsReader) { self.reader = reader }

    /// One line a setting, then the names that no setting has.
    var lines: [String] {
        let width = Setting.all.map(\.variable.count).max() ?? 0
        let settings = Setting.all.map { setting in
            let (text, place) = reader.value(of: setting)
            let name = setting.variable.padding(to: width)
            return "\(name)  \(Self.shown(text, setting))  (\(Self.words(place)))"
        }
        return settings + reader.unknown.map(\.sentence)
    }

    private static func shown(_ text: String?, _ setting: Setting) -> String {
        guard let text else { return "–" }
        return setting.isSecret ? "set, not shown" : text
    }

    private static func words(_ place: SettingsReader.Place) -> String {
        switch place {
        case .environment: "environment"
        case .file(let path): "file \(path)"
        case .standard: "standard"
        case .unset: "unset"
        }
    }
}

extension String {
    /// Filled up with spaces at the end.
    func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
