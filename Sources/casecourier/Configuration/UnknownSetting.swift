/// A name that begins like a setting of ours and is none: most likely a slip of the pen that nobody would notice.
struct UnknownSetting: Hashable, Sendable {
    let name: String
    let place: SettingsReader.Place

    /// Those among `names` that no setting has, in alphabetical order.
    static func all(among names: some Sequence<String>, in place: SettingsReader.Place) -> [UnknownSetting] {
        let known = Set(Setting.all.map(\.variable) + [Setting.fileVariable])
        return names.filter { $0.hasPrefix(prefix) && !known.contains($0) }.sorted()
            .map { UnknownSetting(name: $0, place: place) }
    }

    /// Says what it is, and which setting was probably meant.
    var sentence: String {
        let stands =
            switch place {
            case .file(let path): " in \(path)"
            default: ""
            }
        let meant = nearest.map { " Did you mean \($0)?" } ?? ""
        return "There is no setting \(name)\(stands), so it does nothing.\(meant)"
    }

    private static let prefix = "CASECOURIER_"

    /// The setting that differs by the fewest letters, if it is a few.
    private var nearest: String? {
        let rated = Setting.all.map { (variable: $0.variable, steps: Self.steps(from: name, to: $0.variable)) }
        guard let best = rated.min(by: { $0.steps < $1.steps }), best.steps <= 4 else { return nil }
        return best.variable
    }

    /// How many letters have to be added, removed or replaced (Levenshtein).
    private static func steps(from one: String, to other: String) -> Int {
        let (from, to) = (Array(one.utf8), Array(other.utf8))
        var row = Array(0...to.count)
        for (index, letter) in from.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, wanted) in to.enumerated() {
                let replaced = diagonal + (letter == wanted ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[to.count]
    }
}
