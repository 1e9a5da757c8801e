import Domain
import Foundation
import Testing

@testable import Cryptography

@Suite("Second factors")
struct FactorTests {
    private static let secret = FactorSecret(bytes: Array("12345678901234567890".utf8))

    @Test(
        "AU-02: codes are those of RFC 6238 appendix B, the last six digits of each",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ])
    func vectors(seconds: Int64, code: String) throws {
        let step = FactorSecret.step(at: Moment(milliseconds: seconds * 1000))
        #expect(try Self.secret.code(ofStep: step) == code)
    }

    @Test("AU-02: the codes of the half minute before and after count, and no other")
    func drift() throws {
        let now = Moment(milliseconds: 1_795_435_200_000)
        let step = FactorSecret.step(at: now)
        for offset in Int64(-3)...3 {
            let code = try Self.secret.code(ofStep: step + offset)
            #expect(try Self.secret.step(of: code, near: now) == (abs(offset) <= 1 ? step + offset : nil))
        }
        #expect(try Self.secret.step(of: "", near: now) == nil)
        #expect(try Self.secret.step(of: "0000000", near: now) == nil)
    }

    @Test("AU-02: the key is base32 without padding, and a new one has 160 bits", arguments: 1...20)
    func key(_: Int) throws {
        #expect(Self.secret.key == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(Base32.text(of: Array("fooba".utf8)) == "MZXW6YTB" && Base32.text(of: Array("f".utf8)) == "MY")
        let fresh = try FactorSecret.random(from: SystemWorld())
        #expect(fresh.key.count == 32 && fresh.key != Self.secret.key && !"\(fresh)".contains(fresh.key))
    }

    @Test("AU-02: recovery codes have 80 bits, never show in a description, and differ by person as they are kept")
    func recovery() throws {
        let world = SystemWorld()
        let code = try RecoveryCode.random(from: world)
        #expect(code.text.wholeMatch(of: /[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}/) != nil)
        #expect(!"\(code)".contains(code.text.prefix(4)))
        let (one, two): (ID<Person>, ID<Person>) = (try world.newID(), try world.newID())
        #expect(try code.digest(of: one) != code.digest(of: two))
        guard case .recovery(let typed) = try FactorEntry(reading: " " + code.text.lowercased() + "\n") else {
            Issue.record("It should read as a recovery code.")
            return
        }
        #expect(try RecoveryCode(typed).digest(of: one) == code.digest(of: one))
    }

    @Test(
        "AU-02: what is typed reads as six digits or as a recovery code, however it is spaced",
        arguments: [
            ("123456", true), ("123 456", true), ("１２３-456\u{200B}", true), ("12345", false), ("1234567", false),
            ("", false),
            ("abcdef", false), ("ABCD EFGH 2345 6767", true), ("ABCD-EFGH-2345-676", false),
            ("ABCDEFGH23456781", false),
        ])
    func entries(typed: String, isGood: Bool) {
        #expect(((try? FactorEntry(reading: typed)) != nil) == isGood)
    }
}

@Suite("Second factors at rest")
struct FactorSealingTests {
    @Test("AU-02, KM-02: a secret opens for its own factor alone, and is sealed anew under a newer key")
    func sealing() throws {
        let installation = try Installation()
        let sealer = FactorSealer(keys: installation.keys)
        let secret = try FactorSecret.random(from: installation.world)
        let (id, other): (ID<SecondFactor>, ID<SecondFactor>) = (
            try installation.world.newID(), try installation.world.newID()
        )
        let sealed = try sealer.seal(secret, of: id)
        #expect(!sealed.contains(secret.key))
        #expect(try sealer.open(sealed, of: id) == secret)
        #expect(throws: CryptographyFault.damaged) { try sealer.open(sealed, of: other) }
        #expect(try sealer.renewed(sealed, of: id) == nil)
        let first = try #require(sealed.split(separator: ".").first.map(String.init))
        _ = try installation.ring.rotate(.factor)
        try installation.keys.reload()
        installation.world.pass(.days(3650))
        #expect(try sealer.open(sealed, of: id) == secret)
        let anew = try #require(try sealer.renewed(sealed, of: id))
        _ = try installation.ring.revoke(first)
        try installation.keys.reload()
        #expect(try sealer.open(anew, of: id) == secret)
        #expect(throws: CryptographyFault.unknownKey(first)) { try sealer.open(sealed, of: id) }
    }

    @Test("KM-04: a ring that an earlier version made gets a key for what it did not know, and keeps the others")
    func earlierRing() throws {
        let installation = try Installation()
        let path = installation.folder.path + "/ring"
        let read = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
        var whole = try #require(read as? [String: Any])
        let keys = try #require(whole["keys"] as? [[String: Any]])
        whole["keys"] = keys.filter { $0["purpose"] as? String != "factor" }
        try JSONSerialization.data(withJSONObject: whole).write(to: URL(filePath: path))
        let ring = try Keyring.open(installation.folder.path, world: installation.world)
        let before = try ring.describe()
        #expect(Set(before.map(\.purpose)) == Set(KeyPurpose.allCases).subtracting([.factor]))
        try ring.complete()
        let after = try ring.describe()
        #expect(Array(after.prefix(before.count)) == before && after.last?.purpose == .factor)
        try ring.complete()
        #expect(try ring.describe() == after)
    }
}
