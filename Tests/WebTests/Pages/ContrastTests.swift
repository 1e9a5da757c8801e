import Foundation
import Testing

@testable import Web

@Suite("Colour contrast of the tokens")
struct ContrastTests {
    /// Ink, ground, and the least ratio (WCAG 2.2: 1.4.3 for text, 1.4.11 for borders and focus).
    private static let pairs: [(String, String, Double)] = {
        var pairs: [(String, String, Double)] = [("on-btn", "btn", 4.5)]
        for ground in ["bg", "surface", "sunken"] {
            for ink in ["ink", "muted", "link", "link-hover", "visited"] { pairs.append((ink, ground, 4.5)) }
            for line in ["control", "focus", "err-line"] { pairs.append((line, ground, 3)) }
        }
        for tone in ["ok", "warn", "bad", "info", "idle"] { pairs.append((tone, tone + "-ground", 4.5)) }
        for ink in ["ok", "bad"] { pairs.append((ink, "bg", 4.5)) }
        return pairs
    }()

    @Test("Text has at least 4.5:1 and borders 3:1, in light, in dark, and in chosen dark")
    func contrast() throws {
        let css = String(decoding: try #require(Assets.named("app.css")).bytes, as: UTF8.self)
        for start in [":root {", "html:not([data-theme]) {", "html[data-theme=dark] {"] {
            let tokens = try tokens(in: css, after: start)
            for (ink, ground, least) in Self.pairs {
                let one = try #require(tokens[ink])
                let other = try #require(tokens[ground])
                #expect(ratio(one, other) >= least, "\(ink) on \(ground) in \(start)")
            }
        }
    }

    private func tokens(in css: String, after start: String) throws -> [String: Int] {
        let range = try #require(css.range(of: start))
        let block = css[range.upperBound...].prefix { $0 != "}" }
        var found: [String: Int] = [:]
        for match in block.matches(of: /--([a-z-]+): #([0-9a-f]{6})/) {
            found[String(match.output.1)] = Int(match.output.2, radix: 16)
        }
        return found
    }

    private func ratio(_ one: Int, _ other: Int) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private func luminance(_ colour: Int) -> Double {
        let parts = [colour >> 16 & 255, colour >> 8 & 255, colour & 255].map { part -> Double in
            let value = Double(part) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
