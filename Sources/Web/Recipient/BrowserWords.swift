/// The browser and system of a request in words from a fixed list, for the mail that brings a code: nothing that a visitor
/// writes gets into a mail (IV-08).
enum BrowserWords {
    static func of(_ userAgent: String) -> String {
        guard let browser = first(browsers, in: userAgent) else { return "a browser" }
        guard let system = first(systems, in: userAgent) else { return browser }
        return "\(browser) on \(system)"
    }

    /// The more particular first: nearly all of them call themselves Safari and Mozilla too.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]

    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
        ("Macintosh", "macOS"), ("Linux", "Linux"),
    ]

    private static func first(_ list: [(mark: String, word: String)], in text: String) -> String? {
        list.first { text.contains($0.mark) }?.word
    }
}
