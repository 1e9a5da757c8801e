import Foundation
import Testing

@testable import Web

@Suite("Reading JSON")
struct JSONReaderTests {
    private static let samples: [(String, JSON)] = [
        ("null", JSON.null), (" true\n", .yesNo(true)), ("-0", .integer(0)), ("7.000", .integer(7)),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .number("9223372036854775808")), ("1e308", .number("1e308")),
        ("1E+999999999999", .number("1E+999999999999")), ("0.1", .number("0.1")),
        (#""\u00e9\ud83d\ude00\n\/\\""#, .text("é😀\n/\\")), (#""\u0000""#, .text("\0")), ("[]", []),
        (#"{"a":[1,{}],"b":""}"#, ["a": [.integer(1), [:]], "b": ""]),
    ]

    @Test("Values are what they say, numbers exactly", arguments: samples)
    func values(text: String, value: JSON) throws {
        #expect(try JSONReader.read(Array(text.utf8)) == value)
    }

    @Test(
        "What is not in the grammar is refused",
        arguments: [
            "", " ", "nul", "truex", "01", "+1", "1.", ".5", "1e", "--1", "0x10", "NaN", "Infinity", "١٢٣", "[1,]",
            "[1 2]",
            "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\" 1}", "{\"a\":}", "{", "[", "\"", "\"\\x\"", "\"\\u12\"",
            "\"\\ud83d\"",
            "\"\\ud83d\\u0041\"", "\"\\ude00\"", "\"\t\"", "1 1", "/**/1", "\u{FEFF}1",
        ])
    func refused(text: String) {
        #expect(throws: JSONFault.self) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test("Bytes that are not UTF-8 are refused")
    func encoding() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x80]] {
            #expect(throws: JSONFault.syntax(at: 0)) { try JSONReader.read(bytes) }
        }
    }

    @Test("AU-04: a name twice in one object is refused where it stands, however it is escaped")
    func duplicates() {
        for (text, pointer) in [(#"{"a":1,"a":1}"#, "/a"), (#"{"x":[{"b~/":1,"b~\u002f":2}]}"#, "/x/0/b~0~1")] {
            let fault = #expect(throws: JSONFault.self) { try JSONReader.read(Array(text.utf8)) }
            guard case .mistake(let mistake)? = fault, case .content(let place) = mistake.place else {
                Issue.record("\(text): \(String(describing: fault))")
                continue
            }
            #expect(place.text == pointer)
        }
    }

    @Test("RL-06: 32 levels are read and 33 are not, of lists and of objects")
    func depth() throws {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let text = { (levels: Int) in
                Array((String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)).utf8)
            }
            #expect(throws: Never.self) { try JSONReader.read(text(32)) }
            #expect(throws: JSONFault.self) { try JSONReader.read(text(33)) }
            #expect(throws: JSONFault.self) { try JSONReader.read(text(100_000)) }
        }
    }

    @Test("RL-05: a long name over a long list costs no more than its bytes")
    func longPlaces() throws {
        let items = Array(repeating: "0", count: 260_000).joined(separator: ",")
        let text = "{\"" + String(repeating: "a", count: 500_000) + "\":[\(items)]}"
        let begin = ContinuousClock.now
        _ = try JSONReader.read(Array(text.utf8))
        #expect(ContinuousClock.now - begin < .seconds(15))
    }

    @Test("RL-07: no bytes make the reader trap; what it takes, another reader takes too, and means the same")
    func mutations() throws {
        let seed = Array(#"{"a":[1,-2.50,1e308,"\u00e9\ud83d\ude00",true,null],"bé":{"":""},"c":[[],{}]}"#.utf8)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: index)
                default: bytes.insert(seed[Int.random(in: 0..<seed.count, using: &generator)], at: index)
                }
            }
            guard let value = try? JSONReader.read(bytes) else { continue }
            let other = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            #expect(other != nil || "\(value)".contains("number"), "\(String(decoding: bytes, as: UTF8.self))")
            #expect(try JSONReader.read(Array(value.text.utf8)) == value)
        }
    }

    @Test("What is written is read again as it was")
    func round() throws {
        let value: JSON = ["a\"\\\u{1}\u{7f}": "\0\u{2028}<é😀", "list": [.integer(.min), .null, .yesNo(false)]]
        #expect(try JSONReader.read(Array(value.text.utf8)) == value)
    }
}
