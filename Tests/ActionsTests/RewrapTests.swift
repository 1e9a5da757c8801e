import Cryptography
import Domain
import TestSupport
import Testing

@testable import Actions

/// Stored files under a new key-encryption key.
@Suite struct RewrapTests {
    @Test(
        "KM-03: after wrapping anew no file needs the former key, and every file opens without it",
        arguments: Engine.all)
    func rewrap(engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let bytes = Array("Opens under whichever key.".utf8)
        let file = try await test.sentFile(bytes)
        let ring = try Keyring.open(test.folder.path + "/keys", world: test.world)
        let former = try #require(try ring.describe().first { $0.purpose == .file }).kid
        _ = try ring.rotate(.file)
        try test.installation.keys.reload()
        #expect(try await test.installation.filesSealed(under: former) == 1)
        #expect(try await test.installation.rewrapFiles() == 1)
        #expect(try await test.installation.filesSealed(under: former) == 0)
        #expect(try await test.installation.rewrapFiles() == 0)
        _ = try ring.revoke(former)
        try test.installation.keys.reload()
        var browser = Browser(test)
        try await browser.enter(file.token, as: "ana@client.example")
        #expect(try await browser.download(file.token) == bytes)
    }

    @Test("KM-03: an upload that began before the rotation is stored under the new key")
    func uploadMeanwhile() async throws {
        let test = try await TestInstallation()
        let viewer = try await test.staff()
        let caseFile = try await test.caseFile(by: viewer, clients: [])
        let update = try await test.draft(in: caseFile, by: viewer)
        guard
            case .upload(let upload) = try await test.installation.beginUpload(
                to: update.id, name: "a.txt", type: "text/plain", by: viewer)
        else {
            Issue.record("The upload should begin.")
            return
        }
        #expect(try await upload.append([1, 2, 3]))
        let ring = try Keyring.open(test.folder.path + "/keys", world: test.world)
        let former = try #require(try ring.describe().first { $0.purpose == .file }).kid
        _ = try ring.rotate(.file)
        try test.installation.keys.reload()
        _ = try await upload.finish()
        #expect(try await test.installation.filesSealed(under: former) == 0)
    }
}
