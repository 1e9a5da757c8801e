import Domain
import Testing

@testable import Cryptography

@Suite("What mail carries, and what waits to be mailed")
struct MailSecretsTests {
    let installation: Installation

    init() throws { installation = try Installation() }

    @Test("IM-09: an envelope's token gives back its id, also after a server folded its case")
    func envelope() throws {
        let tokens = EnvelopeTokens(keys: installation.keys)
        let id: ID<Blob> = try installation.world.newID()
        let token = try tokens.token(for: id)
        #expect(token.wholeMatch(of: /[0-9a-v]{26}\.[0-9a-v]{26}/) != nil)
        #expect(try tokens.id(in: token) == id)
        #expect(try tokens.id(in: token.uppercased()) == id)
        _ = try installation.ring.rotate(.envelope)
        try installation.keys.reload()
        #expect(try tokens.id(in: token) == id)
    }

    @Test("IM-09: an envelope's token that we did not make is nobody's")
    func forgedEnvelope() throws {
        let tokens = EnvelopeTokens(keys: installation.keys)
        let token = try tokens.token(for: installation.world.newID() as ID<Blob>)
        let other = try tokens.token(for: installation.world.newID() as ID<Blob>)
        var forged: [String] = [
            String(other.prefix(26) + token.suffix(27)), "", token + "0", token.dropLast() + "w",
            "." + token.dropFirst(),
        ]
        let characters = Array("0123456789abcdefghijklmnopqrstuv")
        for (index, character) in token.enumerated() where character != "." {
            for other in characters where other != character {
                forged.append(token.prefix(index) + String(other) + token.dropFirst(index + 1))
            }
        }
        for text in forged { #expect(try tokens.id(in: text, of: Blob.self) == nil) }
    }

    @Test("IV-03: a sealed letter opens in its own row only, and says nothing")
    func letters() throws {
        let sealer = LetterSealer(keys: installation.keys)
        let letter = Array("Your code is 1234 5678".utf8)
        let sealed = try sealer.seal(letter, context: "row 1")
        #expect(try sealer.open(sealed, context: "row 1") == letter)
        #expect(try sealer.open(sealer.seal([], context: "row 1"), context: "row 1") == [])
        #expect(try sealer.seal(letter, context: "row 1") != sealed)
        #expect(throws: CryptographyFault.damaged) { try sealer.open(sealed, context: "row 2") }
        #expect(throws: CryptographyFault.unknownKey("zzzzzz")) {
            try sealer.open("zzzzzz" + sealed.dropFirst(6), context: "row 1")
        }
        for text in ["", ".", String(sealed.prefix(7)), sealed + "A", String(sealed.dropLast(4)), "a.b.c"] {
            #expect(throws: CryptographyFault.self) { try sealer.open(text, context: "row 1") }
        }
    }

    @Test("KM-05: no bit of a sealed letter can be flipped, and no nonce comes twice")
    func letterBits() throws {
        let sealer = LetterSealer(keys: installation.keys)
        let sealed = try SealedText(reading: sealer.seal(Array("text".utf8), context: "c"))
        for bit in 0..<(8 * sealed.message.count) {
            var altered = sealed.message
            altered[bit / 8] ^= 1 << UInt8(bit % 8)
            let text = SealedText(kid: sealed.kid, message: altered).text
            #expect(throws: CryptographyFault.damaged) { try sealer.open(text, context: "c") }
        }
        let nonces = try (0..<2000).map { _ in
            try SealedText(reading: sealer.seal([1], context: "c")).message.prefix(12)
        }
        #expect(Set(nonces).count == 2000)
    }

    @Test("KM-05: a key that has sealed as many messages as it may seals no more, but opens")
    func exhausted() throws {
        let key = try SealingKey(key: [UInt8](repeating: 1, count: 32), sealed: SealingKey.mostMessages - 1)
        let nonce = [UInt8](repeating: 0, count: 12)
        let last = try #require(try key.seal([1, 2], nonce: nonce, associated: []))
        #expect(try key.seal([1, 2], nonce: nonce, associated: []) == nil)
        #expect(try key.open(last, associated: []) == [1, 2])
    }

    @Test("KM-01: a file's key opens for its own blob only, and can be wrapped anew")
    func fileKeys() throws {
        let keys = FileKeys(keys: installation.keys)
        let blob: ID<Blob> = try installation.world.newID()
        let (key, wrapped) = try keys.newKey(for: blob)
        #expect(try keys.unwrap(wrapped, for: blob).bytes == key.bytes)
        #expect(throws: CryptographyFault.damaged) { try keys.unwrap(wrapped, for: installation.world.newID()) }
        let letter = try LetterSealer(keys: installation.keys).seal(key.bytes, context: "c")
        #expect(throws: CryptographyFault.self) { try keys.unwrap(letter, for: blob) }

        let old = try #require(try installation.ring.describe().first { $0.purpose == .file }).kid
        _ = try installation.ring.rotate(.file)
        try installation.keys.reload()
        let anew = try keys.rewrap(wrapped, for: blob)
        #expect(try keys.unwrap(wrapped, for: blob).bytes == key.bytes)
        _ = try installation.ring.revoke(old)
        try installation.keys.reload()
        #expect(throws: CryptographyFault.unknownKey(old)) { try keys.unwrap(wrapped, for: blob) }
        #expect(try keys.unwrap(anew, for: blob).bytes == key.bytes)
    }
}
