import Cryptography
import Domain
import Foundation
import Testing

@Suite("The key ring")
struct KeyringTests {
    @Test("KM-01: a new ring is readable by its owner alone and has a key for every purpose")
    func create() throws {
        let installation = try Installation()
        let path = installation.folder.path
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "/ring")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let folder = try FileManager.default.attributesOfItem(atPath: path)
        #expect(folder[.posixPermissions] as? Int == 0o700)
        let keys = try installation.ring.describe()
        #expect(Set(keys.map(\.purpose)) == Set(KeyPurpose.allCases))
        #expect(keys.allSatisfy { $0.state == .active && $0.kid.wholeMatch(of: /[a-z0-9]{6}/) != nil })
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["ring"])
    }

    @Test("KM-04: a ring is never replaced by a new one")
    func createTwice() throws {
        let installation = try Installation()
        let before = try Data(contentsOf: URL(filePath: installation.folder.path + "/ring"))
        #expect(throws: KeyringFault.exists) {
            try Keyring.create(in: installation.folder.path, world: installation.world)
        }
        #expect(try Data(contentsOf: URL(filePath: installation.folder.path + "/ring")) == before)
    }

    @Test("KM-04: opening a folder without a ring is refused and makes none")
    func missing() throws {
        let folder = Folder()
        #expect(throws: KeyringFault.missing) { try Keyring.open(folder.path, world: SetWorld()) }
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: false)
        #expect(throws: KeyringFault.missing) { try Keyring.open(folder.path, world: SetWorld()) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(
        "KM-04: a ring that others could read or replace is refused",
        arguments: [0o640, 0o604, 0o660, 0o602, 0o700, 0o500])
    func exposed(mode: Int) throws {
        let installation = try Installation()
        let path = installation.folder.path
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path + "/ring")
        #expect(throws: KeyringFault.exposed) { try Keyring.open(path, world: installation.world) }
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path + "/ring")
        _ = try Keyring.open(path, world: installation.world)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: path)
        #expect(throws: KeyringFault.exposed) { try Keyring.open(path, world: installation.world) }
    }

    @Test("KM-04: a damaged ring is refused with a sentence, whatever is wrong with it")
    func malformed() throws {
        let installation = try Installation()
        let path = installation.folder.path + "/ring"
        let good = try String(contentsOfFile: path, encoding: .utf8)
        let kids = try installation.ring.describe().map(\.kid)
        let bad = [
            "", "{}", "[]", String(good.dropLast(20)), good.replacing("\"version\" : 1", with: "\"version\" : 2"),
            good.replacing("active", with: "asleep"), good.replacing("\"link\"", with: "\"unheard\""),
            good.replacing(kids[0], with: kids[1]), good.replacing(kids[0], with: "KID"),
            good.replacing(/"secret" : "...../, with: "\"secret\" : \""),
            good.replacing(/"created" : "2/, with: "\"created\" : \"x"),
        ]
        for text in bad {
            #expect(text != good)
            try Data(text.utf8).write(to: URL(filePath: path))
            let fault = #expect(throws: KeyringFault.self) {
                try Keyring.open(installation.folder.path, world: installation.world)
            }
            guard case .malformed = fault else {
                Issue.record("\(String(describing: fault)) for \(text.prefix(40))")
                continue
            }
            #expect(fault?.description.hasSuffix("Put back the copy that was kept apart from the data.") == true)
        }
    }

    @Test("KM-02: the newest key signs, older ones verify for their time and at most four do")
    func rotate() throws {
        let installation = try Installation()
        let pepper = CodePepper(keys: installation.keys)
        let code = try VerificationCode.random(from: installation.world)
        let challenge: ID<Blob> = try installation.world.newID()
        let digest = try pepper.digest(of: code, challenge: challenge)

        _ = try installation.ring.rotate(.code, verifyingFor: .hours(1))
        try installation.keys.reload()
        #expect(try pepper.digest(of: code, challenge: challenge) != digest)
        #expect(try pepper.accepts(digest, for: code, challenge: challenge))

        installation.world.pass(.hours(1) - .milliseconds(1))
        #expect(try pepper.accepts(digest, for: code, challenge: challenge))
        installation.world.pass(.milliseconds(1))
        #expect(try !pepper.accepts(digest, for: code, challenge: challenge))

        for _ in 0..<3 { _ = try installation.ring.rotate(.code, verifyingFor: .hours(1)) }
        #expect(throws: KeyringFault.tooManyKeys(.code)) { try installation.ring.rotate(.code) }
        installation.world.pass(.hours(2))
        _ = try installation.ring.rotate(.code)
    }

    @Test("KM-03: nothing made before a rotation is refused after it, and nothing made after it before")
    func rotationWithoutPause() throws {
        let installation = try Installation()
        let tokens = FormTokens(keys: installation.keys)
        var made: [String] = []
        for _ in 0..<4 {
            made.append(try tokens.token(cookie: "c", area: "a"))
            #expect(try made.allSatisfy { try tokens.accepts($0, cookie: "c", area: "a") })
            if made.count < 4 { _ = try installation.ring.rotate(.form) }
            try installation.keys.reload()
        }
        #expect(Set(made).count == 4)
        #expect(try made.allSatisfy { try tokens.accepts($0, cookie: "c", area: "a") })
    }

    @Test("LT-07: a revoked key verifies nothing, its secret is gone, and another signs in its place")
    func revoke() throws {
        let installation = try Installation()
        let signer = LinkSigner(keys: installation.keys, audience: "https://a.test")
        let claims = LinkClaims(link: try installation.world.newID(), expiresAt: installation.world.now() + .days(7))
        let token = try signer.token(for: claims)
        guard case .genuine(_, let kid) = try signer.read(token) else { throw CryptographyFault.damaged }
        let next = try installation.ring.revoke(kid)
        try installation.keys.reload()
        #expect(try signer.read(token) == .forged)
        #expect(try signer.read(signer.token(for: claims)) == .genuine(claims, keyID: #require(next).kid))
        #expect(try installation.ring.describe().first { $0.kid == kid }?.state == .revoked)
        let text = try String(contentsOfFile: installation.folder.path + "/ring", encoding: .utf8)
        #expect(text.matches(of: /"secret"/).count == KeyPurpose.allCases.count)
        #expect(throws: KeyringFault.unknownKey("nobody")) { try installation.ring.revoke("nobody") }
    }

    @Test("KM-01: the key that stored files are sealed under is not revoked by mistake")
    func revokeFileKey() throws {
        let installation = try Installation()
        let kid = try #require(try installation.ring.describe().first { $0.purpose == .file }).kid
        #expect(throws: KeyringFault.stillSealing(kid)) { try installation.ring.revoke(kid) }
        _ = try installation.ring.rotate(.file)
        #expect(try installation.ring.revoke(kid) == nil)
    }

    @Test("KM-04: keys in use stay in use when the ring cannot be read again")
    func reloadFails() throws {
        let installation = try Installation()
        let tokens = FormTokens(keys: installation.keys)
        let token = try tokens.token(cookie: "c", area: "a")
        try FileManager.default.removeItem(atPath: installation.folder.path + "/ring")
        #expect(throws: KeyringFault.missing) { try installation.keys.reload() }
        #expect(try tokens.accepts(token, cookie: "c", area: "a"))
    }

    @Test("KM-03, LT-07: a ring that another process changed is noticed and taken in, once")
    func reloadIfChanged() throws {
        let installation = try Installation()
        let signer = LinkSigner(keys: installation.keys, audience: "https://a.test")
        let claims = LinkClaims(link: try installation.world.newID(), expiresAt: installation.world.now() + .days(7))
        let token = try signer.token(for: claims)
        guard case .genuine(_, let kid) = try signer.read(token) else { throw CryptographyFault.damaged }
        #expect(try !installation.keys.reloadIfChanged())
        _ = try Keyring.open(installation.folder.path, world: installation.world).revoke(kid)
        #expect(try installation.keys.reloadIfChanged())
        #expect(try signer.read(token) == .forged)
        #expect(try !installation.keys.reloadIfChanged())
        try FileManager.default.removeItem(atPath: installation.folder.path + "/ring")
        #expect(try !installation.keys.reloadIfChanged())
    }

    @Test("KM-03: changes of the ring at the same time lose none")
    func concurrentChanges() async throws {
        let installation = try Installation()
        let ring = installation.ring
        let purposes = KeyPurpose.allCases
        try await withThrowingTaskGroup(of: Void.self) { group in
            for purpose in purposes {
                group.addTask { for _ in 0..<3 { _ = try ring.rotate(purpose) } }
            }
            try await group.waitForAll()
        }
        #expect(try ring.describe().count == 4 * purposes.count)
    }

    @Test("KM-06: nothing that holds a secret prints it")
    func redacted() throws {
        let installation = try Installation()
        let text = try String(contentsOfFile: installation.folder.path + "/ring", encoding: .utf8)
        let secrets = text.matches(of: /"secret" : "([^"]+)"/).map { String($0.1) }
        #expect(secrets.count == KeyPurpose.allCases.count)
        var printed = ""
        dump(installation.keys, to: &printed)
        dump(installation.ring, to: &printed)
        dump(try installation.ring.describe(), to: &printed)
        let code = try VerificationCode.random(from: installation.world)
        let session = try SessionSecret.random(from: installation.world)
        let file = try FileKeys(keys: installation.keys).newKey(for: installation.world.newID())
        for value: Any in [code, session, file.key] {
            printed += "\(value) \(String(reflecting: value))"
            dump(value, to: &printed)
        }
        #expect(printed.contains("redacted"))
        for secret in secrets + [code.digits, session.cookie] { #expect(!printed.contains(secret)) }
        #expect("\(file.key)" == "file key (redacted)")
    }

    @Test("KM-05: a generator that fails makes no key, code, session or letter")
    func noChance() throws {
        let folder = Folder()
        #expect(throws: CryptographyFault.noRandomness) { try Keyring.create(in: folder.path, world: NoChance()) }
        #expect(throws: CryptographyFault.noRandomness) { try VerificationCode.random(from: NoChance()) }
        #expect(throws: CryptographyFault.noRandomness) { try SessionSecret.random(from: NoChance()) }
        let installation = try Installation()
        let keys = try Keys(installation.ring, world: NoChance())
        #expect(throws: CryptographyFault.self) { try LetterSealer(keys: keys).seal([1], context: "c") }
        #expect(throws: CryptographyFault.self) {
            try FileKeys(keys: keys).newKey(for: installation.world.newID())
        }
    }
}
