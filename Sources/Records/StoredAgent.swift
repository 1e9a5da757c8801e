/// What a browser calls itself, as an event stores it: with the phrases that nearly all browsers share each written as one
/// control character, so that a hundred bytes become some fifteen.
///
/// Every text reads back exactly as it was. One that has a control character of its own, which no header field can, is stored
/// as it is behind a mark.
enum StoredAgent {
    private static let asItIs: Unicode.Scalar = "\u{1F}"

    /// Never changed, only added to behind: stored events are read by it. U+0001 stands for the first.
    private static let phrases = [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7",
        "Mozilla/5.0 (X11; Linux x86_64", "Mozilla/5.0 (Linux; Android 10; K", "Mozilla/5.0 (iPhone; CPU iPhone OS ",
        ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/", " Mobile Safari/537.36", " Safari/537.36",
        " like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/",
        ") AppleWebKit/605.1.15 (KHTML, like Gecko) Version/", " Mobile/15E148 Safari/604.1", " Safari/605.1.15",
        ") Gecko/20100101 Firefox/", "; rv:", ".0.0.0", " Edg/", "Mozilla/5.0 (compatible; ", "Mozilla/5.0 (",
    ]

    private static let phraseBytes = phrases.map { Array($0.utf8) }

    static func text(of agent: String) -> String {
        let bytes = Array(agent.utf8)
        guard !bytes.contains(where: { $0 < 0x20 }) else { return String(Character(asItIs)) + agent }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let first = rest.first {
            if let number = phraseBytes.firstIndex(where: { $0[0] == first && rest.starts(with: $0) }) {
                text.append(UInt8(number + 1))
                rest = rest.dropFirst(phraseBytes[number].count)
            } else {
                text.append(rest.removeFirst())
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func agent(of text: String) -> String {
        if text.unicodeScalars.first == asItIs { return String(text.unicodeScalars.dropFirst()) }
        return text.unicodeScalars.reduce(into: "") { agent, scalar in
            if (1...UInt32(phrases.count)).contains(scalar.value) {
                agent += phrases[Int(scalar.value) - 1]
            } else {
                agent.unicodeScalars.append(scalar)
            }
        }
    }
}
