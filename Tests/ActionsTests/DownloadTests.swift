import Actions
import Cryptography
import Domain
import TestSupport
import Testing

/// Downloads, and what the tracker says of them.
@Suite struct DownloadTests {
    private static let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    private func entered(
        _ engine: Engine,
        _ bytes: [UInt8] = bytes
    ) async throws -> (test: TestInstallation, file: SentFile, browser: Browser) {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile(bytes)
        var browser = Browser(test)
        try await browser.enter(file.token, as: "ana@client.example")
        return (test, file, browser)
    }

    private func downloads(_ test: TestInstallation, _ file: SentFile) async throws -> [EventKind] {
        try await test.events(file).filter { $0.rawValue.hasPrefix("download") }
    }

    private func state(_ test: TestInstallation, _ file: SentFile) async throws -> FileState {
        try await test.history(file).tracked.files[0].state
    }

    @Test(
        "EN-16, UD-10: a whole download is started, completed, dated and attributed to the verified person",
        arguments: Engine.all)
    func whole(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        let at = test.world.now()
        #expect(try await browser.download(file.token) == Self.bytes)
        let tracked = try await test.history(file).tracked
        #expect(tracked.files.map(\.state) == [.completed] && tracked.files[0].at == at && tracked.isDone)
        let completed = try #require(tracked.events.last)
        #expect(completed.kind == .downloadCompleted && completed.at == at)
        #expect(completed.actor == .person(file.contact.id, address: "ana@client.example"))
        #expect(completed.client?.address == "192.0.2.7")
    }

    @Test(
        "EV-02: started is on record before the first byte, and a link withdrawn meanwhile gives none",
        arguments: Engine.all)
    func evidenceFirst(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        guard case .file(let found) = try await test.installation.findDownload(file.token, by: browser.visitor) else {
            Issue.record("There should be a file.")
            return
        }
        #expect(try await downloads(test, file) == [])
        _ = try await test.installation.beginDownload(found, range: 0..<1, by: browser.visitor)
        #expect(try await downloads(test, file) == [.downloadStarted])
        _ = try await test.installation.revokeLinks(.send(file.send), by: file.viewer)
        guard
            case .refused(.revoked) = try await test.installation.beginDownload(
                found, range: 0..<1, by: browser.visitor)
        else {
            Issue.record("A revoked link should give nothing.")
            return
        }
    }

    @Test("EV-02, SE-04: a session that ended between looking and fetching gives none", arguments: Engine.all)
    func endedMeanwhile(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        guard case .file(let found) = try await test.installation.findDownload(file.token, by: browser.visitor) else {
            Issue.record("There should be a file.")
            return
        }
        try await test.installation.endSession(browser.session)
        guard case .locked = try await test.installation.beginDownload(found, range: 0..<1, by: browser.visitor) else {
            Issue.record("An ended session should give nothing.")
            return
        }
        #expect(try await downloads(test, file) == [])
    }

    @Test(
        "N-06, N-07: many ranges are one download, complete when every byte was served in whatever order",
        arguments: Engine.all)
    func ranges(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        let pieces: [Range<Int64>] = [150_000..<200_000, 0..<1, 0..<70_000, 60_000..<150_000]
        for piece in pieces {
            #expect(
                try await browser.download(file.token, piece)
                    == Array(Self.bytes[Int(piece.lowerBound)..<Int(piece.upperBound)]))
        }
        #expect(try await downloads(test, file) == [.downloadStarted, .downloadCompleted])
        try await browser.download(file.token, 0..<10)
        #expect(try await downloads(test, file) == [.downloadStarted, .downloadCompleted])
    }

    @Test("N-07: asking for all in two overlapping halves that leave a gap completes nothing", arguments: Engine.all)
    func gap(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        try await browser.download(file.token, 0..<99_999)
        try await browser.download(file.token, 100_000..<200_000)
        #expect(try await state(test, file) == .started)
        try await browser.download(file.token, 99_999..<100_000)
        #expect(try await state(test, file) == .completed)
    }

    @Test("N-08, UD-10: a broken download is aborted and not completed; resuming completes it", arguments: Engine.all)
    func broken(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        try await browser.download(file.token, cut: 120_000)
        #expect(try await state(test, file) == .aborted)
        try await browser.download(file.token, 120_000..<200_000)
        #expect(try await downloads(test, file) == [.downloadStarted, .downloadAborted, .downloadCompleted])
    }

    @Test("N-06: hundreds of cut ranges are one broken download", arguments: Engine.all)
    func manyCuts(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        for start in stride(from: Int64(0), to: 100_000, by: 1000) {
            try await browser.download(file.token, start..<200_000, cut: 500)
        }
        #expect(try await downloads(test, file) == [.downloadStarted, .downloadAborted])
    }

    @Test("N-06, N-10: sixteen parallel ranges of one grant start once and complete once", arguments: Engine.all)
    func parallel(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        _ = try await raceOfSixteen { runner -> Bool? in
            let start = Int64(runner) * 12_500
            try await browser.download(file.token, start..<(start + 12_500))
            return true
        }
        #expect(try await downloads(test, file) == [.downloadStarted, .downloadCompleted])
    }

    @Test("N-06: a download in another browser session is another download", arguments: Engine.all)
    func secondSession(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        try await browser.download(file.token)
        test.world.pass(.minutes(11))
        var second = Browser(test)
        try await second.enter(file.token, as: "ana@client.example")
        try await second.download(file.token)
        #expect(
            try await downloads(test, file)
                == [.downloadStarted, .downloadCompleted, .downloadStarted, .downloadCompleted])
    }

    @Test("UD-10: an empty file is complete once it was fetched", arguments: Engine.all)
    func empty(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine, [])
        #expect(try await browser.download(file.token) == [])
        #expect(try await state(test, file) == .completed)
    }

    @Test("LT-06: what began in time completes after the link expired; resuming then is refused", arguments: Engine.all)
    func expiresMeanwhile(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        let link = try #require(try await test.history(file).tracked.links.first)
        while test.world.now() < link.availableUntil - .minutes(20) {
            test.world.pass(min(.minutes(20), link.availableUntil - .seconds(1) - test.world.now()))
            _ = try await test.installation.keepSession(browser.session)
        }
        var fresh = Browser(test)
        try await fresh.enter(file.token, as: "ana@client.example")
        test.world.pass(link.availableUntil - .seconds(1) - test.world.now())
        guard case .file(let found) = try await test.installation.findDownload(file.token, by: fresh.visitor),
            case .transfer(let transfer) = try await test.installation.beginDownload(
                found, range: 0..<200_000, by: fresh.visitor)
        else {
            Issue.record("There should be a file.")
            return
        }
        test.world.pass(.seconds(1))
        #expect(try await transfer.mayGoOn())
        try await transfer.finish(served: 100_000)
        #expect(try await fresh.found(file.token) == "expired")
        guard
            case .refused(.expired) = try await test.installation.beginDownload(
                found, range: 100_000..<200_000, by: fresh.visitor)
        else {
            Issue.record("A resumption after expiry should be refused.")
            return
        }
    }

    @Test("LT-07: revocation cuts a running download, whatever it withdraws", arguments: Engine.all)
    func cutByRevocation(_ engine: Engine) async throws {
        for scope in 0..<3 {
            let (test, file, browser) = try await entered(engine)
            guard case .file(let found) = try await test.installation.findDownload(file.token, by: browser.visitor),
                case .transfer(let transfer) = try await test.installation.beginDownload(
                    found, range: 0..<200_000, by: browser.visitor)
            else {
                Issue.record("There should be a file.")
                return
            }
            #expect(try await transfer.mayGoOn())
            let tracked = try await test.history(file).tracked
            let scopes: [RevocationScope] = [
                .link(tracked.links[0].id), .delivery(tracked.delivery.id), .send(file.send),
            ]
            #expect(try await test.installation.revokeLinks(scopes[scope], by: file.viewer) == .done)
            #expect(try await !transfer.mayGoOn())
            #expect(try await browser.found(file.token) == "revoked")
        }
    }

    @Test("SE-04: ending the session cuts its running download", arguments: Engine.all)
    func cutByEnd(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        guard case .file(let found) = try await test.installation.findDownload(file.token, by: browser.visitor),
            case .transfer(let transfer) = try await test.installation.beginDownload(
                found, range: 0..<200_000, by: browser.visitor)
        else {
            Issue.record("There should be a file.")
            return
        }
        try await test.installation.endSession(browser.session)
        #expect(try await !transfer.mayGoOn())
    }
}
