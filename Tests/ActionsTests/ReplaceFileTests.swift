import Actions
import Domain
import TestSupport
import Testing

@Suite struct ReplaceFileTests {
    private struct Unexpected: Error {}

    private func replace(
        _ test: TestInstallation, _ id: ID<Domain.Attachment>, with bytes: [UInt8], by viewer: Viewer
    ) async throws -> AttachedFile {
        let begun = try await test.installation.beginReplacement(
            of: id, name: "Right.pdf", type: "application/pdf", reason: "Page 3 was missing.", by: viewer)
        switch begun {
        case .upload(let upload):
            _ = try await upload.append(bytes)
            return try await upload.finish()
        case .refused(let refusal): return .refused(refusal)
        case .tooMany(let limit): return .tooMany(limit: limit)
        case .overQuota(let quota): return .overQuota(quota)
        }
    }

    /// What one visitor fetches behind a link, whole.
    private func fetch(_ test: TestInstallation, _ token: String, by visitor: Visitor) async throws -> [UInt8] {
        guard case .file(let found) = try await test.installation.findDownload(token, by: visitor) else {
            throw Unexpected()
        }
        let range = 0..<found.attachment.size
        guard case .transfer(let transfer) = try await test.installation.beginDownload(found, range: range, by: visitor)
        else { throw Unexpected() }
        var bytes: [UInt8] = []
        for piece in transfer.pieces { bytes += try await transfer.read(piece) }
        try await transfer.finish(served: range.upperBound)
        return bytes
    }

    private func file(_ test: TestInstallation, _ sent: SentFile) async throws -> Domain.Attachment {
        try #require(try await test.installation.showUpdate(sent.update.id, to: sent.viewer)).shown.attachments[0]
    }

    @Test(
        "N-45: links serve the new version from then on; the tracker tells which one each download was; the old one stays for staff",
        arguments: Engine.all)
    func versions(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let sent = try await test.sentFile(Array("wrong".utf8))
        var browser = Browser(test)
        try await browser.enter(sent.token, as: "ana@client.example")
        #expect(try await fetch(test, sent.token, by: browser.visitor) == Array("wrong".utf8))
        #expect(try await test.installation.showSend(sent.send, to: sent.viewer)?.deliveries[0].isDone == true)
        let old = try await file(test, sent)
        test.world.pass(.minutes(2))
        guard case .attached(let id) = try await replace(test, old.id, with: Array("right!".utf8), by: sent.viewer)
        else {
            throw Unexpected()
        }
        let tracked = try #require(try await test.installation.showSend(sent.send, to: sent.viewer)).deliveries[0]
        #expect(!tracked.isDone && tracked.files[0].state == .none && tracked.files[0].attachment.id == id)
        #expect(tracked.files[0].earlier?.fileVersion == 1)
        guard case .entered(let opened) = try await test.installation.openLink(sent.token, by: browser.visitor) else {
            throw Unexpected()
        }
        #expect(opened.files[0].attachment.version == 2 && opened.files[0].completedAt == nil)
        #expect(try await fetch(test, sent.token, by: browser.visitor) == Array("right!".utf8))
        let history = try #require(
            try await test.installation.showDelivery(tracked.delivery.id, to: sent.viewer))
        let downloads = history.tracked.events.filter { [.downloadStarted, .downloadCompleted].contains($0.kind) }
        #expect(downloads.map(\.fileVersion) == [1, 1, 2, 2])
        #expect(history.tracked.isDone && history.superseded.map(\.id) == [old.id])
        let shown = try #require(try await test.installation.showUpdate(sent.update.id, to: sent.viewer)).shown
        #expect(shown.attachments.map(\.id) == [id] && shown.superseded.map(\.id) == [old.id])
        let replacement = try #require(shown.attachments[0].replacement)
        #expect(replacement.of == old.id && replacement.reason == "Page 3 was missing.")
        #expect(replacement.by.map { shown.replacers[$0] } == "Sam Staff")
        #expect(shown.superseded[0].supersededAt == test.world.now())
        let reading = try #require(
            try await test.installation.readAttachment(old.id, range: 0..<5, by: sent.viewer))
        #expect(try await reading.read(0..<5) == Array("wrong".utf8))
    }

    @Test(
        "N-45: a download of the old version that runs is cut, and one that was found but not begun is looked for again",
        arguments: Engine.all)
    func running(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let sent = try await test.sentFile(Array("wrong".utf8), verification: false)
        let visitor = Visitor(session: nil, staff: nil, client: ClientTrace(address: "192.0.2.1", userAgent: ""))
        guard case .file(let found) = try await test.installation.findDownload(sent.token, by: visitor),
            case .transfer(let transfer) = try await test.installation.beginDownload(found, range: 0..<5, by: visitor)
        else { throw Unexpected() }
        #expect(try await transfer.mayGoOn())
        _ = try await replace(test, found.attachment.id, with: [1, 2, 3], by: sent.viewer)
        #expect(try await !transfer.mayGoOn())
        try await transfer.finish(served: 2)
        guard case .replaced = try await test.installation.beginDownload(found, range: 0..<5, by: visitor) else {
            throw Unexpected()
        }
        let tracked = try #require(try await test.installation.showSend(sent.send, to: sent.viewer)).deliveries[0]
        #expect(tracked.events.filter { $0.kind == .downloadStarted }.map(\.fileVersion) == [1])
        #expect(tracked.files[0].state == .none)
        #expect(try await fetch(test, sent.token, by: visitor) == [1, 2, 3])
        #expect(try await fetch(test, sent.token, by: visitor) == [1, 2, 3])
        let after = try #require(try await test.installation.showSend(sent.send, to: sent.viewer)).deliveries[0]
        #expect(after.files[0].state == .completed && after.files[0].earlier == nil)
    }

    @Test(
        "N-45: whoever could not have let the update out, drafts, closed cases and old versions are refused",
        arguments: Engine.all)
    func refusals(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let sent = try await test.sentFile()
        let author = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let file = try await file(test, sent)
        let bytes: [UInt8] = [1]
        #expect(try await replace(test, file.id, with: bytes, by: author) == .refused(.unknown))
        try await test.assign(author, as: .investigator, to: sent.caseFile, by: sent.viewer)
        #expect(try await replace(test, file.id, with: bytes, by: author) == .refused(.notAllowed))
        let draft = try await test.draft(in: sent.caseFile, by: sent.viewer, files: [("a.txt", bytes)])
        let inDraft = try #require(try await test.installation.showUpdate(draft.id, to: sent.viewer)).shown.attachments[
            0]
        #expect(try await replace(test, inDraft.id, with: bytes, by: sent.viewer) == .refused(.notValidated))
        guard case .attached = try await replace(test, file.id, with: bytes, by: sent.viewer) else {
            throw Unexpected()
        }
        #expect(try await replace(test, file.id, with: bytes, by: sent.viewer) == .refused(.replaced))
        let newer = try await self.file(test, sent)
        _ = try await test.installation.setStatus(.closed, of: sent.caseFile.id, by: sent.viewer)
        #expect(try await replace(test, newer.id, with: bytes, by: sent.viewer) == .refused(.closed))
    }

    @Test("N-45: of sixteen who replace a file at once one does, and no other content stays", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let sent = try await test.sentFile()
        let file = try await file(test, sent)
        let outcomes = try await raceOfSixteen { runner in
            try await self.replace(test, file.id, with: [UInt8(runner)], by: sent.viewer)
        }
        #expect(outcomes.count { if case .attached = $0 { true } else { false } } == 1)
        #expect(outcomes.count { $0 == .refused(.replaced) } == 15)
        let shown = try #require(try await test.installation.showUpdate(sent.update.id, to: sent.viewer)).shown
        #expect(shown.attachments.map(\.version) == [2] && shown.superseded.map(\.id) == [file.id])
    }

    @Test(
        "N-45: a reason has words, and not too many",
        arguments: ["", " \n", String(repeating: "x", count: 501), "a\0b"])
    func reasons(text: String) {
        #expect { try Domain.Attachment.Replacement.reason(reading: text) } throws: {
            ($0 as? Malformed)?.field == "reason"
        }
    }
}
