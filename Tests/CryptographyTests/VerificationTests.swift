import Domain
import Testing

@testable import Cryptography

@Suite("Codes, sessions and forms")
struct VerificationTests {
    @Test("IV-01: codes have eight digits, keep leading zeros, and no digit is preferred in any place")
    func uniform() throws {
        let world = SystemWorld()
        var counts = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 8)
        let draws = 50_000
        for _ in 0..<draws {
            let digits = Array(try VerificationCode.random(from: world).digits.utf8)
            #expect(digits.count == 8)
            for (place, digit) in digits.enumerated() { counts[place][Int(digit) - 48] += 1 }
        }
        let expected = Double(draws) / 10
        for place in counts {
            let chiSquare = place.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
            // Nine degrees of freedom: exceeded by chance once in a million.
            #expect(chiSquare < 45.1)
        }
    }

    @Test("IV-01: a draw that would favour low codes is thrown away")
    func rejection() throws {
        // 4,200,000,000 is FA56EA00; one less is the last draw that counts.
        let world = ScriptedChance([0xFF, 0xFF, 0xFF, 0xFF] + [0xFA, 0x56, 0xEA, 0x00] + [0xFA, 0x56, 0xE9, 0xFF])
        #expect(try VerificationCode.random(from: world).digits == "99999999")
        #expect(try VerificationCode.random(from: ScriptedChance([0, 0, 0, 7])).digits == "00000007")
    }

    @Test("IV-03: what is stored of a code depends on challenge and pepper, and on nothing else")
    func digest() throws {
        let installation = try Installation()
        let pepper = CodePepper(keys: installation.keys)
        let code = try VerificationCode(CodeEntry(reading: "12345678"))
        let challenge: ID<Blob> = try installation.world.newID()
        let digest = try pepper.digest(of: code, challenge: challenge)
        #expect(digest == (try pepper.digest(of: code, challenge: challenge)))
        #expect(digest.utf8.count == 43)
        #expect(try pepper.accepts(digest, for: code, challenge: challenge))
        #expect(
            try !pepper.accepts(digest, for: VerificationCode(CodeEntry(reading: "12345679")), challenge: challenge))
        #expect(try !pepper.accepts(digest, for: code, challenge: installation.world.newID() as ID<Blob>))
        for other in ["", digest + "A", String(digest.dropLast())] {
            #expect(try !pepper.accepts(other, for: code, challenge: challenge))
        }
        let elsewhere = CodePepper(keys: try Installation().keys)
        #expect(try !elsewhere.accepts(digest, for: code, challenge: challenge))
    }

    @Test("IV-03: a reference has three characters that cannot be taken for one another")
    func reference() throws {
        var seen: Set<Character> = []
        for _ in 0..<2000 {
            let reference = try CodeReference.random(from: SystemWorld())
            #expect(reference.wholeMatch(of: /[A-HJ-NP-Z2-9]{3}/) != nil)
            seen.formUnion(reference)
        }
        #expect(seen.count == 32)
    }

    @Test("SE-01: a session's cookie has 256 bits and one spelling; only its digest is stored")
    func session() throws {
        let secret = try SessionSecret.random(from: SystemWorld())
        #expect(secret.cookie.utf8.count == 43)
        let again = try SessionSecret(reading: secret.cookie)
        #expect(again == secret)
        #expect(try again.digest() == secret.digest())
        #expect(try secret.digest().hex != secret.cookie)
        #expect(try SessionSecret.random(from: SystemWorld()) != secret)
        let zero = String(repeating: "A", count: 43)
        #expect(
            try SessionSecret(reading: zero).digest().hex
                == "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925")
        for wrong in [
            "", zero + "=", zero.dropLast() + "B", String(zero.dropLast()), zero + "A", zero.dropLast() + "+",
        ] {
            #expect(throws: Malformed.self) { try SessionSecret(reading: wrong) }
        }
    }

    @Test("SE-05: a form's token is good for one cookie and one area")
    func forms() throws {
        let tokens = FormTokens(keys: try Installation().keys)
        let token = try tokens.token(cookie: "cookie", area: "staff")
        #expect(try tokens.accepts(token, cookie: "cookie", area: "staff"))
        #expect(try !tokens.accepts(token, cookie: "cookies", area: "taff"))
        #expect(try !tokens.accepts(token, cookie: "cookie", area: "door"))
        #expect(try !tokens.accepts(token, cookie: "other", area: "staff"))
        for wrong in ["", token + "A", String(token.dropLast()), token + "="] {
            #expect(try !tokens.accepts(wrong, cookie: "cookie", area: "staff"))
        }
    }
}
