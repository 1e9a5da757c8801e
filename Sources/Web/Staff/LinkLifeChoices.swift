import Actions
import Domain

/// How long links may be made to work: steps of everyday length, up to the organisation's maximum.
struct LinkLifeChoices {
    private let maximum: Int64
    private let steps: [Int64]

    init(_ organisation: Organisation) {
        maximum = min(organisation.longestLinkLifetime, LinkLifetime.longest)
        let usual = [900, 3600, 86_400, 3 * 86_400, 7 * 86_400, 14 * 86_400, 30 * 86_400, 60 * 86_400, 90 * 86_400]
        let allowed = usual.map { Int64($0) }.filter { [maximum] in $0 <= maximum }
        steps = allowed.last == maximum ? allowed : allowed + [maximum]
    }

    /// Seven days, or the longest there is.
    var standard: String { String(min(LinkLifetime.standard.seconds, maximum)) }

    /// The one of an earlier send, where it is still among the choices.
    func standard(like earlier: LinkLifetime) -> String {
        steps.contains(earlier.seconds) ? String(earlier.seconds) : standard
    }

    /// `value` of each is in seconds; `suffix` is for "7 days from now".
    func choices(chosen: String, suffix: String = "") -> [Choice] {
        steps.map { Choice(String($0), Self.words($0) + suffix, isChosen: String($0) == chosen) }
    }

    func lifetime(reading text: String, field: String) throws(Malformed) -> LinkLifetime {
        guard text.utf8.count <= 10, let seconds = Int64(text) else {
            throw Malformed(field, "Choose how long the links work.")
        }
        do {
            return try LinkLifetime(reading: seconds, maximum: maximum)
        } catch {
            throw Malformed(field, error.remedy)
        }
    }

    private static func words(_ seconds: Int64) -> String {
        let units: [(length: Int64, name: String)] = [(86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")]
        guard let unit = units.first(where: { seconds % $0.length == 0 }) else { return "\(seconds) seconds" }
        let count = seconds / unit.length
        return "\(count) \(unit.name)\(count == 1 ? "" : "s")"
    }
}
