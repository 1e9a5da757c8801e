/// One thing that `doctor` looked at: how it is, in a sentence that says what to do where something is wrong.
struct Finding: Codable, Hashable, Sendable {
    enum Mark: String, Codable, Sendable { case ok, warning, problem }

    let area: Area
    let mark: Mark
    let sentence: String

    /// What was looked at.
    enum Area: String, Codable, Sendable {
        case configuration, keys, data, database, files, mail, clock, address
        case signIn = "sign-in"
    }

    static func ok(_ area: Area, _ sentence: String) -> Finding { Finding(area: area, mark: .ok, sentence: sentence) }

    static func warning(_ area: Area, _ sentence: String) -> Finding {
        Finding(area: area, mark: .warning, sentence: sentence)
    }

    static func problem(_ area: Area, _ sentence: String) -> Finding {
        Finding(area: area, mark: .problem, sentence: sentence)
    }

    /// For people: the mark as a word, never as a colour alone.
    var line: String { "\(mark.rawValue.padding(to: 8)) \(area.rawValue.padding(to: 14)) \(sentence)" }
}
