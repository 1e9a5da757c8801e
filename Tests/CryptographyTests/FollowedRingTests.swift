import Cryptography
import Domain
import Foundation
import Testing

@Suite("A ring that changes under a running process")
struct FollowedRingTests {
    @Test("KM-03: a key that other hands revoked is dead after the next look, and an unchanged ring is not read again")
    func revokedElsewhere() throws {
        let here = try Installation()
        let signer = LinkSigner(keys: here.keys, audience: "https://a.test")
        let claims = LinkClaims(link: try here.world.newID(), expiresAt: here.world.now() + .days(7))
        let token = try signer.token(for: claims)
        #expect(try !here.keys.reloadIfChanged())
        let elsewhere = try Keyring.open(here.folder.path, world: here.world)
        let kid = try #require(try elsewhere.describe().first { $0.purpose == .link }).kid
        _ = try elsewhere.revoke(kid)
        #expect(try signer.read(token) == .genuine(claims, keyID: kid))
        #expect(try here.keys.reloadIfChanged())
        #expect(try signer.read(token) == .forged)
        #expect(try !here.keys.reloadIfChanged())
    }

    @Test("KM-04: a ring that can no longer be read leaves the keys of before in use, and is taken in once it can")
    func unreadable() throws {
        let here = try Installation()
        let path = here.folder.path + "/ring"
        let good = try Data(contentsOf: URL(filePath: path))
        #expect(
            FileManager.default.createFile(
                atPath: path, contents: Data("{".utf8), attributes: [.posixPermissions: 0o600]))
        #expect(throws: KeyringFault.self) { try here.keys.reloadIfChanged() }
        let challenge: ID<Blob> = try here.world.newID()
        _ = try CodePepper(keys: here.keys).digest(
            of: VerificationCode.random(from: here.world), challenge: challenge)
        #expect(FileManager.default.createFile(atPath: path, contents: good, attributes: [.posixPermissions: 0o600]))
        #expect(try here.keys.reloadIfChanged())
    }

    @Test("KM-03: a key is due after its time, and a fresh one is not")
    func due() throws {
        let here = try Installation()
        #expect(try here.ring.describe().allSatisfy { !$0.isDue(at: here.world.now() + .days(90) - .seconds(1)) })
        let after = try here.ring.describe().filter { $0.isDue(at: here.world.now() + .days(90)) }
        #expect(Set(after.map(\.purpose)) == Set(KeyPurpose.allCases).subtracting([.file, .factor]))
        #expect(try here.ring.describe().allSatisfy { $0.isDue(at: here.world.now() + .days(365)) })
    }

    @Test("KM-03: a key for links that was replaced verifies as long as the longest link may live, and no longer")
    func longestLink() throws {
        let here = try Installation()
        _ = try here.ring.rotate(.link)
        let retired = try #require(try here.ring.describe().first { $0.purpose == .link && $0.state == .verifyOnly })
        let until = try #require(retired.verifyUntil)
        #expect(until - here.world.now() >= .seconds(LinkLifetime.longest))
    }
}
