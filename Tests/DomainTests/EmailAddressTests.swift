import Domain
import Foundation
import TestSupport
import Testing

@Suite struct EmailAddressTests {
    @Test(
        "N-17: spellings that differ in case or surrounding space are one address",
        arguments: [
            ("a.client@example.org", "  A.Client@EXAMPLE.org\r\n"),
            ("jörg@exämple.org", "JÖRG@EXÄMPLE.ORG"),
            ("οδος@example.org", "ΟΔΟΣ@example.org"),
            ("straße@example.org", "STRASSE@example.org"),
            ("ﬁn@example.org", "FIN@example.org"),
            ("\u{1F0}@example.org", "J\u{30C}@example.org"),
            ("kim@straße.example", "Kim@STRAẞE.example"), ("a@kelvin.example", "a@\u{212A}elvin.example"),
        ]) func sameAddress(one: String, other: String) throws
    {
        let (one, other) = (try EmailAddress(reading: one), try EmailAddress(reading: other))
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(Array(one.canonical.utf8) == Array(other.canonical.utf8))
    }

    @Test(
        "N-17: plus tags, dots and dotless letters keep addresses apart",
        arguments: [
            ("client@example.org", "client+case@example.org"), ("client+a@example.org", "client+b@example.org"),
            ("a.client@example.org", "aclient@example.org"), ("mike@example.org", "mıke@example.org"),
            ("client@example.org", "client@example.com"), ("a@b.example", "a@c.b.example"),
            ("kim@strasse.example", "kim@straße.example"), ("a@οδοσ.example", "a@οδος.example"),
        ]) func differentAddresses(one: String, other: String) throws
    {
        #expect(try EmailAddress(reading: one) != EmailAddress(reading: other))
    }

    @Test("N-17: every letter of Unicode compares equal with its upper and lower case") func everyLetter() {
        for scalar in everyScalar where scalar.properties.changesWhenCaseMapped {
            let spellings = [String(scalar), String(scalar).uppercased(), String(scalar).lowercased()]
                .map { "x\($0)@example.org".precomposedStringWithCanonicalMapping }
            let canonical = spellings.compactMap { try? EmailAddress(reading: $0).canonical }.map { Array($0.utf8) }
            // The small letter ı stands alone: its capital is that of i.
            guard scalar != "ı", canonical.count == 3 else { continue }
            #expect(Set(canonical).count == 1, "U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test("The spelling stays as typed, the canonical form is a fixed point") func spelling() throws {
        let address = try EmailAddress(reading: " Jane.Doe+Case@Example.ORG ")
        #expect(address.spelling == "Jane.Doe+Case@Example.ORG")
        #expect(address.canonical == "jane.doe+case@example.org")
        #expect(address.domain == "example.org")
        #expect(address.masked == "J•••@Example.ORG")
        #expect(try EmailAddress(reading: address.canonical).canonical == address.canonical)
    }

    @Test(
        "Usual and international addresses are read",
        arguments: [
            "a@b.co", "o'brien@example.org", "x_y-z=1@mail.example.museum", "#!$%&'*+/?^`{|}~@example.org",
            "δοκιμή@παράδειγμα.δοκιμή", "用户@例子.公司", "परीक्षा@उदाहरण.परीक्षा", "a@xn--bcher-kva.example", "1@1.example",
        ]) func good(text: String) throws
    {
        #expect(try EmailAddress(reading: text).spelling == text)
    }

    @Test(
        "MH-06: what is no plain address is refused",
        arguments: [
            "", " ", "@", "a", "a@", "@b.org", "a@b", "a@b@c.org", "a b@c.org", "a@b c.org", "a@.org", "a@b..org",
            "a@b.org.",
            "a@-b.org", "a@b-.org", ".a@b.org", "a.@b.org", "a..b@c.org", "\"a\"@b.org", "a@[10.0.0.1]", "a@10.0.0.1",
            "<a@b.org>", "Jane <a@b.org>", "a@b.org,c@d.org", "a@b.org;c@d.org", "a@b.org\r\nBcc: c@d.org",
            "a\r\n@b.org",
            "a\0@b.org", "a@b.org\u{0}", "a\u{7f}@b.org", "a@b.org\u{2028}c@d.org", "a\u{202e}@b.org",
            "a@b\u{200d}.org",
            "a@b_c.org", "a@b.org%0d%0a", "a\\@b.org", "a:b@c.org", "a@b。org", "a＠b.org", "a\u{a0}b@c.org",
            "a@b.org?subject=x", "mailto:a@b.org", "a\u{e000}@b.org", "\u{301}a@b.org",
        ]) func bad(text: String)
    {
        #expect(throws: Malformed.self) { try EmailAddress(reading: text) }
    }

    @Test(
        "MH-06: a combining mark does not hide an at sign or a dot",
        arguments: [
            "a@\u{301}x@b.org", "a@\u{903}b.org", "a.\u{301}.\u{301}@b.org\u{301}..org", ".\u{301}a@b.org",
            "a@b.\u{301}org",
            "a(\u{301}@b.org", "a\u{d4e}@b@c.org",
        ]) func hiddenSyntax(text: String)
    {
        #expect(throws: Malformed.self) { try EmailAddress(reading: text) }
    }

    @Test("Lengths end where RFC 5321 ends them") func lengths() throws {
        let local = String(repeating: "a", count: 64)
        let label = String(repeating: "b", count: 63)
        _ = try EmailAddress(reading: "\(local)@\(label).org")
        #expect(throws: Malformed.self) { try EmailAddress(reading: "a\(local)@b.org") }
        #expect(throws: Malformed.self) { try EmailAddress(reading: "a@b\(label).org") }
        #expect(throws: Malformed.self) { try EmailAddress(reading: String(repeating: "é", count: 33) + "@b.org") }
        let longest = "\(local)@\(label).\(label).\(String(repeating: "c", count: 61))"
        #expect(longest.utf8.count == 254)
        _ = try EmailAddress(reading: longest)
        #expect(throws: Malformed.self) { try EmailAddress(reading: longest + "c") }
        #expect(throws: Malformed.self) { try EmailAddress(reading: String(repeating: "a@", count: 500_000)) }
    }

    @Test("RL-11: no hostile text traps, and what is read has one at sign and no space") func hostileText() {
        var chance = SeededGenerator(seed: 6)
        for _ in 0..<20_000 {
            let text = chance.text(most: 12, spice: "@@a.b-+é\u{301}\u{200d}İß \r\n<>")
            guard let address = try? EmailAddress(reading: text) else { continue }
            #expect(address.spelling.unicodeScalars.count { $0 == "@" } == 1)
            #expect(address.canonical.unicodeScalars.count { $0 == "@" } == 1)
            #expect(!address.spelling.unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 0x20 })
            #expect(address.masked.unicodeScalars.count { $0 == "@" } == 1)
        }
    }
}
