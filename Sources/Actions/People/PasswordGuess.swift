/// How a guesser thinks: words of the person, a common password or two, keyboard rows, repetition.
struct PasswordGuess {
    /// Words of the person and the organisation, lower-case.
    let personal: [String]

    /// Characters that must be left when everything guessable is taken away.
    private static let least = 6

    func finds(_ password: String) -> Bool {
        let plain = Self.plain(password)
        guard Set(plain).count >= 5 else { return true }
        if Self.isRepetition(plain) { return true }
        var rest = String(plain)
        for word in personal { rest = rest.replacing(word, with: " ") }
        rest = Self.withoutRuns(rest)
        var commonTaken = 0
        for word in CommonPasswords.longestFirst where commonTaken < 2 && rest.contains(word) {
            rest = rest.replacing(word, with: " ")
            commonTaken += 1
        }
        return rest.count { $0 != " " } < Self.least
    }

    /// The parts of a name or address that are long enough to matter.
    static func words(of text: String) -> [String] {
        plainWords(text).filter { $0.count >= 3 }.sorted { $0.count > $1.count }
    }

    private static func plainWords(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Lower-case, letters and digits only, with the usual substitutions undone.
    private static func plain(_ password: String) -> [Character] {
        let usual: [Character: Character] = ["@": "a", "$": "s", "!": "i", "|": "l", "€": "e"]
        return password.lowercased().map { usual[$0] ?? $0 }.filter { $0.isLetter || $0.isNumber }
    }

    /// One block over and over, as in `harbour1harbour1`.
    private static func isRepetition(_ text: [Character]) -> Bool {
        guard text.count >= 2 else { return true }
        return (1...(text.count / 2)).contains { width in
            text.indices.allSatisfy { $0 < width || text[$0] == text[$0 - width] }
        }
    }

    /// Without four and more characters that follow each other in the alphabet, in digits, or on a keyboard.
    private static func withoutRuns(_ text: String) -> String {
        let rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm"]
        let forward = rows.flatMap { [$0, String($0.reversed())] }
        let characters = Array(text)
        var kept: [Character] = []
        var index = 0
        while index < characters.count {
            let length = longestRun(in: characters[index...], among: forward)
            if length >= 4 { kept.append(" ") } else { kept.append(characters[index]) }
            index += length >= 4 ? length : 1
        }
        return String(kept)
    }

    private static func longestRun(in text: ArraySlice<Character>, among rows: [String]) -> Int {
        var same = 1
        while same < text.count, text[text.startIndex + same] == text[text.startIndex] { same += 1 }
        var longest = same
        var run = ""
        for character in text {
            run.append(character)
            guard rows.contains(where: { $0.contains(run) }) else { break }
            longest = max(longest, run.count)
        }
        return longest
    }
}
