import Foundation

/// An sRGB colour by its relative luminance, as WCAG 2.2 defines it.
struct Colour {
    let luminance: Double

    /// Nil for anything but `#rrggbb`.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count == 7, text.hasPrefix("#"), let value = UInt32(text.dropFirst(), radix: 16) else {
            return nil
        }
        let channels = [value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff].map { channel in
            let part = Double(channel) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        luminance = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    /// Between 1 and 21.
    func contrast(with other: Colour) -> Double {
        let (lighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (lighter + 0.05) / (darker + 0.05)
    }
}

/// The colours of a style sheet: those of light, of dark by the system's wish, of dark by the person's choice.
struct StyleSheet {
    let themes: [(name: String, tokens: [String: String])]

    init(_ css: String) {
        let rules = css.replacing(/(?s)\/\*.*?\*\//, with: "").matches(of: /([^{};]+)\{([^{}]*)\}/)
        func tokens(_ wanted: (String) -> Bool) -> [String: String] {
            var tokens: [String: String] = [:]
            for rule in rules where wanted(rule.1.trimmingCharacters(in: .whitespacesAndNewlines)) {
                for token in rule.2.matches(of: /--([a-z0-9-]+)\s*:\s*([^;]+)/) {
                    tokens[String(token.1)] = tokens[String(token.1)] ?? token.2.trimmingCharacters(in: .whitespaces)
                }
            }
            return tokens
        }
        themes = [
            ("light", tokens { $0 == ":root" }), ("dark by system", tokens { $0.contains(":not([data-theme") }),
            ("dark by choice", tokens { $0.contains(/^html\[data-theme="?'?dark/) }),
        ]
    }

    private static let texts: [(ink: String, grounds: [String])] = [
        ("ink", ["bg", "surface", "sunken"]), ("muted", ["bg", "surface", "sunken"]), ("link", ["bg", "surface"]),
        ("link-hover", ["bg", "surface"]), ("visited", ["bg", "surface"]), ("on-btn", ["btn"]), ("err-line", ["bg"]),
        ("ok", ["ok-ground"]), ("warn", ["warn-ground"]), ("bad", ["bad-ground"]), ("info", ["info-ground"]),
        ("idle", ["idle-ground"]),
    ]
    private static let controls: [(ink: String, grounds: [String])] = [
        ("control", ["bg", "surface"]), ("focus", ["bg", "surface", "sunken"]), ("btn", ["bg", "surface"]),
        ("err-line", ["bg", "surface"]),
    ]

    /// Pairs of colours that cannot be told apart well enough, and tokens that are not there: 4.5 for text, 3 for
    /// the borders of controls and the focus ring (WCAG 1.4.3, 1.4.11).
    var faults: [String] {
        themes.flatMap { theme in
            Self.faults(theme, Self.texts, least: 4.5) + Self.faults(theme, Self.controls, least: 3)
        }
    }

    private static func faults(
        _ theme: (name: String, tokens: [String: String]), _ pairs: [(ink: String, grounds: [String])], least: Double
    ) -> [String] {
        pairs.flatMap { pair in
            pair.grounds.compactMap { ground in
                guard let one = theme.tokens[pair.ink].flatMap({ Colour($0) }) else {
                    return "\(theme.name): --\(pair.ink) is missing or no #rrggbb"
                }
                guard let other = theme.tokens[ground].flatMap({ Colour($0) }) else {
                    return "\(theme.name): --\(ground) is missing or no #rrggbb"
                }
                let contrast = one.contrast(with: other)
                return contrast >= least
                    ? nil : "\(theme.name): --\(pair.ink) on --\(ground) is \(contrast), not \(least)"
            }
        }
    }
}
