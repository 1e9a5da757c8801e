import Testing

@testable import Web

@Suite("Texts of others in pages")
struct EscapingTests {
    private static let renderer = Result { try PageRenderer() }

    /// What a browser takes for markup wherever it stands raw, glued to letters that join what follows and to marks that join what
    /// came before.
    private static let poison: String = ["", "\u{0600}", "\u{0301}", "\u{200D}", "\u{FE0F}"].flatMap { before in
        ["", "\u{0301}", "\u{200D}", "\u{FE0F}"].flatMap { after in
            ["\"", "'", "<", ">", "&"].map { "\(before)\($0)\(after)" }
        }
    }.joined(separator: " ")

    @Test(
        "MH-05: no text of any page is markup, in text and in attributes, whatever marks and joining letters are around it",
        arguments: PageSample.all)
    func poisoned(_ sample: PageSample) throws {
        let plain = try html(of: sample, behindEachText: "x")
        let poisoned = try html(of: sample, behindEachText: Self.poison)
        #expect(poisoned.filter(Self.isMarkup) == plain.filter(Self.isMarkup))
        let bare = poisoned.indices.filter { poisoned[$0] == UInt8(ascii: "&") && !Self.isReference(poisoned[$0...]) }
        #expect(bare.isEmpty)
    }

    @Test("MH-05: the texts that the pages were poisoned with do reach them")
    func reached() throws {
        let reached = try PageSample.all.filter { sample in
            try html(of: sample, behindEachText: Self.poison).firstRange(of: Array("\u{0600}&lt;\u{0301}".utf8)) != nil
        }
        #expect(reached.count > PageSample.all.count / 2)
    }

    private func html(of sample: PageSample, behindEachText addition: String) throws -> [UInt8] {
        let fields = Self.added(addition, to: PageFields.of(sample.page))
        return Array(try Self.renderer.get().render(fields, by: type(of: sample.page).template).utf8)
    }

    /// Behind every text but that of the one key that holds HTML.
    private static func added(_ addition: String, to value: Any) -> Any {
        switch value {
        case let text as String: return text + addition
        case let list as [Any]: return list.map { added(addition, to: $0) }
        case let fields as [String: Any]:
            return Dictionary(
                uniqueKeysWithValues: fields.map { ($0, $0 == "bodyHTML" ? $1 : added(addition, to: $1)) })
        default: return value
        }
    }

    private static func isMarkup(_ octet: UInt8) -> Bool { "<>\"'".utf8.contains(octet) }

    private static func isReference(_ octets: ArraySlice<UInt8>) -> Bool {
        let name = octets.dropFirst().prefix(8).prefix { $0 != UInt8(ascii: ";") }
        return ["lt", "gt", "amp", "quot", "#39", "nbsp", "hellip"].contains(String(decoding: name, as: UTF8.self))
    }
}
