import Actions
import Domain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct AttachmentTests {
    private struct Unexpected: Error {}

    private func upload(
        _ test: TestInstallation, _ update: ID<CaseUpdate>, by viewer: Viewer, name: String = "Report.pdf",
        type: String = "application/pdf"
    ) async throws -> AttachmentUpload {
        guard
            case .upload(let upload) = try await test.installation.beginUpload(
                to: update, name: name, type: type, by: viewer)
        else { throw Unexpected() }
        return upload
    }

    private func attach(
        _ test: TestInstallation, _ update: ID<CaseUpdate>, _ bytes: [UInt8], by viewer: Viewer,
        name: String = "Report.pdf", type: String = "application/octet-stream"
    ) async throws -> ID<Domain.Attachment> {
        let upload = try await upload(test, update, by: viewer, name: name, type: type)
        guard try await upload.append(bytes), case .attached(let id) = try await upload.finish() else {
            throw Unexpected()
        }
        return id
    }

    /// Every file in the store of sealed files, unfinished ones too.
    private func stored(_ test: TestInstallation) -> [String] {
        let files = FileManager.default.enumerator(atPath: test.folder.path + "/blobs")
        return (files?.compactMap { $0 as? String } ?? []).filter { $0.split(separator: "/").count == 3 }
    }

    @Test(
        "UD-06, UD-03: a file comes back byte for byte, with its digest, a safe name and a type", arguments: Engine.all)
    func roundTrip(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let update = try await test.draft(in: test.caseFile(by: viewer), by: viewer).id
        let bytes = Array("%PDF-1.7\n".utf8) + (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        let id = try await attach(
            test, update, bytes, by: viewer, name: "../e\u{301}tc/\u{202E}Re\u{301}sume\u{301}.pdf")
        let read = try #require(
            try await test.installation.readAttachment(id, range: 0..<Int64(bytes.count), by: viewer))
        var content: [UInt8] = []
        for piece in read.pieces { content += try await read.read(piece) }
        #expect(content == bytes)
        #expect(read.attachment.name.text == "Résumé.pdf")
        #expect(Array(read.attachment.name.text.unicodeScalars).count == 10)
        #expect(read.attachment.mediaType.text == "application/pdf" && read.attachment.size == Int64(bytes.count))
    }

    @Test("UD-01: one byte more than a file may have ends the upload, and nothing of it stays")
    func tooLarge() async throws {
        let test = try await TestInstallation { $0.uploadLimits.fileSize = 1_000_000 }
        let viewer = try await test.staff()
        let update = try await test.draft(in: test.caseFile(by: viewer), by: viewer).id
        let fits = try await upload(test, update, by: viewer)
        #expect(try await fits.append([UInt8](repeating: 1, count: 1_000_000)))
        guard case .attached = try await fits.finish() else { throw Unexpected() }
        let large = try await upload(test, update, by: viewer)
        #expect(try await large.append([UInt8](repeating: 1, count: 600_000)))
        #expect(try await !large.append([UInt8](repeating: 1, count: 400_001)))
        #expect(stored(test).count == 1)
        await #expect(throws: (any Error).self) { _ = try await large.finish() }
        let shown = try #require(try await test.installation.showUpdate(update, to: viewer))
        #expect(shown.shown.attachments.count == 1)
    }

    @Test("UD-01: an update has no more files than it may, also when they come at once")
    func tooMany() async throws {
        let test = try await TestInstallation { $0.uploadLimits.filesPerUpdate = 3 }
        let viewer = try await test.staff()
        let update = try await test.draft(in: test.caseFile(by: viewer), by: viewer).id
        let attached = try await raceOfSixteen { _ -> ID<Domain.Attachment>? in
            guard
                case .upload(let upload) = try await test.installation.beginUpload(
                    to: update, name: "a.txt", type: "text/plain", by: viewer)
            else { return nil }
            _ = try await upload.append([1, 2, 3])
            guard case .attached(let id) = try await upload.finish() else { return nil }
            return id
        }
        #expect(attached.count == 3)
        #expect(stored(test).count == 3)
        guard
            case .tooMany(limit: 3) = try await test.installation.beginUpload(
                to: update, name: "a.txt", type: "text/plain", by: viewer)
        else { throw Unexpected() }
    }

    @Test("UD-14, N-10: of sixteen uploads of one name one becomes a file of the update", arguments: Engine.all)
    func named(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let update = try await test.draft(in: test.caseFile(by: viewer), by: viewer).id
        let installation = test.installation.naming(
            NamedRequest(by: viewer, key: "k", head: "POST /updates", content: nil))
        let made = try await raceOfSixteen { _ -> ID<Domain.Attachment>? in
            guard
                case .upload(let upload) = try await installation.beginUpload(
                    to: update, name: "a.txt", type: "text/plain", by: viewer)
            else { throw Unexpected() }
            _ = try await upload.append([1, 2, 3])
            do {
                guard case .attached(let id) = try await upload.finish() else { throw Unexpected() }
                return id
            } catch is RequestRepeated {
                return nil
            }
        }
        let shown = try #require(try await test.installation.showUpdate(update, to: viewer))
        #expect(made.count == 1 && shown.shown.attachments.map(\.id) == made)
    }

    @Test(
        "UD-01: a person uploads so much in a day, in one file or in many at once, and no more", arguments: Engine.all)
    func daily(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine) { $0.uploadLimits.bytesADay = 1_000_000 }
        let (viewer, other) = (try await test.staff(), try await test.staff("Olga", email: "olga@firm.example"))
        let update = try await test.draft(in: test.caseFile(by: viewer), by: viewer).id
        let (one, two) = (try await upload(test, update, by: viewer), try await upload(test, update, by: viewer))
        #expect(try await one.append([UInt8](repeating: 1, count: 600_000)))
        #expect(try await !two.append([UInt8](repeating: 1, count: 400_001)))
        #expect(two.quotaReached == .day(1_000_000))
        guard case .attached(let id) = try await one.finish() else { throw Unexpected() }
        #expect(stored(test).count == 1)
        _ = try await test.installation.detachFile(id, by: viewer)
        _ = try await attach(test, update, [UInt8](repeating: 1, count: 400_000), by: viewer)
        guard
            case .overQuota(.day(1_000_000)) = try await test.installation.beginUpload(
                to: update, name: "a.txt", type: "text/plain", by: viewer)
        else { throw Unexpected() }
        _ = try await attach(test, update, [1], by: other)
        test.world.pass(.days(1) + .seconds(1))
        _ = try await attach(test, update, [1], by: test.again(viewer))
    }

    @Test(
        "UD-01: a person's files take so much in drafts; what is validated or taken off makes room",
        arguments: Engine.all)
    func inDrafts(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine) { $0.uploadLimits.bytesInDrafts = 1000 }
        let viewer = try await test.staff()
        let caseFile = try await test.caseFile(by: viewer)
        let drafts = [
            try await test.draft(in: caseFile, by: viewer).id, try await test.draft(in: caseFile, by: viewer).id,
        ]
        _ = try await attach(test, drafts[0], [UInt8](repeating: 1, count: 600), by: viewer)
        let second = try await attach(test, drafts[1], [UInt8](repeating: 1, count: 400), by: viewer)
        guard
            case .overQuota(.drafts(1000)) = try await test.installation.beginUpload(
                to: drafts[0], name: "a.txt", type: "text/plain", by: viewer)
        else { throw Unexpected() }
        _ = try await test.installation.detachFile(second, by: viewer)
        let large = try await upload(test, drafts[1], by: viewer)
        #expect(try await !large.append([UInt8](repeating: 1, count: 401)))
        _ = try await test.installation.validateUpdate(drafts[0], by: viewer)
        _ = try await attach(test, drafts[1], [UInt8](repeating: 1, count: 1000), by: viewer)
    }

    @Test(
        "UD-11: an upload that is given up, or whose update became permanent meanwhile, leaves nothing",
        arguments: Engine.all)
    func atomic(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let update = try await test.draft(in: test.caseFile(by: viewer), by: viewer).id
        let given = try await upload(test, update, by: viewer)
        _ = try await given.append([UInt8](repeating: 7, count: 2_000_000))
        #expect(stored(test).count == 1)
        await given.abandon()
        #expect(stored(test).isEmpty)
        let late = try await upload(test, update, by: viewer)
        _ = try await late.append([7])
        guard case .validated = try await test.installation.validateUpdate(update, by: viewer) else {
            throw Unexpected()
        }
        #expect(try await late.finish() == .refused(.permanent))
        #expect(stored(test).isEmpty)
    }

    @Test("ST-02: no row names a file before its content lies there whole", arguments: Engine.all)
    func order(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let update = try await test.draft(in: test.caseFile(by: viewer), by: viewer).id
        let upload = try await upload(test, update, by: viewer)
        _ = try await upload.append([UInt8](repeating: 7, count: 2_000_000))
        let during = try #require(try await test.installation.showUpdate(update, to: viewer))
        #expect(during.shown.attachments.isEmpty && stored(test).allSatisfy { $0.hasSuffix(".part") })
        guard case .attached(let id) = try await upload.finish() else { throw Unexpected() }
        let blob = try #require(try await test.installation.showAttachment(id, to: viewer)).blob
        #expect(stored(test).map { $0.split(separator: "/").last.map(String.init) } == [blob.text])
    }

    @Test(
        "a file taken off a draft is gone from list and store; one of a validated update stays", arguments: Engine.all)
    func removal(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let update = try await test.draft(in: test.caseFile(by: viewer), by: viewer).id
        let one = try await attach(test, update, [1], by: viewer)
        let two = try await attach(test, update, [2], by: viewer)
        #expect(try await test.installation.detachFile(one, by: viewer) == .detached(from: update))
        #expect(try await test.installation.detachFile(one, by: viewer) == .refused(.unknown))
        #expect(stored(test).count == 1)
        _ = try await test.installation.validateUpdate(update, by: viewer)
        #expect(try await test.installation.detachFile(two, by: viewer) == .refused(.permanent))
    }

    @Test("AU-01: a file of a case that one does not see does not exist", arguments: Engine.all)
    func sight(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let investigator = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let update = try await test.draft(in: test.caseFile(by: viewer), by: viewer).id
        let id = try await attach(test, update, [1], by: viewer)
        #expect(try await test.installation.showAttachment(id, to: investigator) == nil)
        #expect(try await test.installation.detachFile(id, by: investigator) == .refused(.unknown))
        guard
            case .refused(.unknown) = try await test.installation.beginUpload(
                to: update, name: "a", type: "", by: investigator)
        else { throw Unexpected() }
    }

    @Test(
        "UD-11: what an upload or a crash left behind is gone after a day, what a row needs is not",
        arguments: Engine.all)
    func sweep(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let update = try await test.draft(in: test.caseFile(by: viewer), by: viewer).id
        let kept = try await attach(test, update, [1], by: viewer)
        let orphan = try await attach(test, update, [2], by: viewer)
        try await test.write { try Attachments($0).delete(orphan) }
        let unfinished = try await upload(test, update, by: viewer)
        _ = try await unfinished.append([UInt8](repeating: 7, count: 2_000_000))
        #expect(stored(test).count == 3)
        // The store's files carry the machine's time, so the sweep's clock is set from it.
        test.world.set(Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) + .hours(23))
        #expect(try await test.installation.sweep() == Swept(files: 0))
        test.world.pass(.hours(2))
        #expect(try await test.installation.sweep() == Swept(files: 2))
        let blob = try #require(try await test.installation.showAttachment(kept, to: viewer)).blob
        #expect(stored(test).map { $0.split(separator: "/").last.map(String.init) } == [blob.text])
        await unfinished.abandon()
    }
}
