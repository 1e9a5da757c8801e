import Actions
import Cryptography
import Domain
import Mail
import Records
import SQL
import TestSupport
import Testing

/// Letters on their way to the mail server.
@Suite struct OutboxTests {
    /// An update that was sent, its notice still in the outbox.
    private func queued(_ engine: Engine) async throws -> (test: TestInstallation, send: ID<Send>, viewer: Viewer) {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let contact = try await test.person("Ana Client", emails: ["ana@client.example"])
        let caseFile = try await test.caseFile(by: viewer, clients: [contact])
        let update = try await test.validated(in: caseFile, by: viewer, files: [("a.pdf", [1])])
        return (test, try await test.send(update, to: [contact], by: viewer), viewer)
    }

    private func tracked(_ test: TestInstallation, _ send: ID<Send>, _ viewer: Viewer) async throws -> TrackedDelivery {
        try #require(try await test.installation.showSend(send, to: viewer)?.deliveries.first)
    }

    private func texts(_ test: TestInstallation) async throws -> Int64? {
        try await test.write {
            try $0.run("SELECT COUNT(*) AS n FROM outbox WHERE letter IS NOT NULL").first?.integer("n")
        }
    }

    private static let busy = DeliveryAttempt.delayed(
        .init(code: 451, words: ServerWords(cleaning: "try later"), sentence: "The server is busy."))
    private static let gone = DeliveryAttempt.refused(
        .init(
            code: 550, enhancedCode: "5.1.1", words: ServerWords(cleaning: "no such user"),
            sentence: "The address does not exist."))

    @Test(
        "EN-05, EN-08, N-28: queued, then sent with the words of the server that took it; its text is erased",
        arguments: Engine.all)
    func accepted(_ engine: Engine) async throws {
        let (test, send, viewer) = try await queued(engine)
        #expect(try await tracked(test, send, viewer).status == .queued)
        #expect(try await texts(test) == 1)
        await test.deliverMail()
        let row = try await tracked(test, send, viewer)
        #expect(row.status == .sent && row.last(.sent)?.actor == .machine)
        #expect(row.last(.sent)?.detail?.contains("mx.example.test") == true)
        #expect(try await texts(test) == 0)
        #expect(await test.deliverMail().isEmpty)
    }

    @Test(
        "ST-07: what is put off is tried after one minute, then ever later up to four hours, and given up at 72 hours",
        arguments: Engine.all)
    func schedule(_ engine: Engine) async throws {
        let (test, send, viewer) = try await queued(engine)
        test.mails.answer(with: Self.busy)
        let start = test.world.now()
        var tries: [Duration] = []
        var known: Int64 = 0
        while test.world.now() - start < .hours(80) {
            await test.deliverMail()
            let attempts = try await test.write {
                try $0.run("SELECT MAX(attempts) AS n FROM outbox WHERE kind = 'notice'").first?.integer("n")
            }
            if let attempts, attempts > known {
                tries.append(test.world.now() - start)
                known = attempts
            }
            test.world.pass(.minutes(1))
        }
        let minutes: [Int64] = [0, 1, 3, 7, 15, 31, 63, 127, 255, 495, 735]
        #expect(Array(tries.prefix(11)) == minutes.map(Duration.minutes))
        #expect(tries.last == .hours(72))
        let row = try await tracked(test, send, viewer)
        #expect(row.events.map(\.kind) == [.queued, .delayed, .failed] && row.status == .failed)
        #expect(row.last(.delayed)?.detail == "The server is busy. try later")
        #expect(try await texts(test) == 1)
        test.mails.answer(with: nil)
        test.world.pass(.hours(4))
        #expect(await test.deliverMail().map(\.recipient.spelling) == ["sam@firm.example"])
    }

    @Test("ST-07: a code is tried every half minute at most and given up when it is over", arguments: Engine.all)
    func codes(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        test.mails.answer(with: Self.busy)
        var browser = Browser(test)
        try await browser.ask(file.token, as: "ana@client.example")
        for _ in 0..<60 {
            await test.deliverMail()
            test.world.pass(.seconds(10))
        }
        test.mails.answer(with: nil)
        #expect(await test.deliverMail().isEmpty)
        let history = try await test.history(file)
        #expect(history.tracked.events.map(\.kind) == [.queued, .sent, .delayed, .failed])
        #expect(history.tracked.events.last?.mail == .code && history.tracked.status == .sent)
        #expect(try await texts(test) == 0)
    }

    @Test(
        "N-16: what became of a code mail stands in the history, and says nothing about the notice",
        arguments: Engine.all)
    func lateCode(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        test.mails.answer(with: Self.busy)
        var browser = Browser(test)
        try await browser.ask(file.token, as: "ana@client.example")
        await test.deliverMail()
        test.mails.answer(with: nil)
        test.world.pass(.seconds(30))
        let code = try #require(await test.deliverMail().first?.code)
        #expect(try await browser.answer(file.token, code).word == "verified")
        #expect(try await test.events(file) == [.queued, .sent, .delayed, .codeSent, .mailboxVerified])
    }

    @Test("A refused notice fails at once and its sender is told, without names in full", arguments: Engine.all)
    func refused(_ engine: Engine) async throws {
        let (test, send, viewer) = try await queued(engine)
        test.mails.answer(with: Self.gone, to: try EmailAddress(reading: "ana@client.example"))
        let mails = await test.deliverMail()
        let row = try await tracked(test, send, viewer)
        #expect(row.status == .failed && row.last(.failed)?.detail == "The address does not exist. no such user")
        #expect(mails.map(\.recipient.spelling) == ["sam@firm.example"])
        #expect(mails.allSatisfy { !$0.text.contains("Ana Client") && $0.text.contains("A. C.") })
    }

    @Test(
        "ST-07: a letter whose worker died is taken by another after five minutes; two at once take it once",
        arguments: Engine.all)
    func lease(_ engine: Engine) async throws {
        let (test, send, viewer) = try await queued(engine)
        let taken = try await test.write { [now = test.world.now()] in
            try Outbox($0).take(most: 8, withFiles: 8, lease: .minutes(5), now: now)
        }
        #expect(taken.count == 1)
        test.world.pass(.minutes(5) - .milliseconds(1))
        #expect(await test.deliverMail().isEmpty)
        test.world.pass(.milliseconds(1))
        test.mails.answer(with: Self.busy)
        await test.deliverMail()
        #expect(try await tracked(test, send, viewer).status == .delayed)
        test.mails.answer(with: nil)
        test.world.pass(.minutes(10))
        _ = try await raceOfSixteen { _ -> Bool? in
            await test.deliverMail()
            return nil
        }
        #expect(test.mails.mails.count == 1)
        #expect(try await tracked(test, send, viewer).events.map(\.kind) == [.queued, .delayed, .sent])
    }

    @Test(
        "ST-07: mails are written in the transaction of their cause: one that is undone leaves none",
        arguments: Engine.all)
    func sameTransaction(_ engine: Engine) async throws {
        let (test, _, _) = try await queued(engine)
        struct Undo: Error {}
        await #expect(throws: Undo.self) {
            try await test.write { transaction in
                let letter = QueuedLetter(
                    id: try test.world.newID(), kind: .staff, address: try EmailAddress(reading: "a@b.example"),
                    delivery: nil, link: nil, sealed: "", giveUpAt: test.world.now() + .hours(1))
                try Outbox(transaction).insert(letter, now: test.world.now())
                throw Undo()
            }
        }
        #expect(await test.deliverMail().count == 1)
    }

    @Test("One letter that cannot be opened fails by itself and holds up no other", arguments: Engine.all)
    func spoiled(_ engine: Engine) async throws {
        let (test, _, _) = try await queued(engine)
        try await test.write { transaction in
            let letter = QueuedLetter(
                id: try test.world.newID(), kind: .staff, address: try EmailAddress(reading: "a@b.example"),
                delivery: nil, link: nil, sealed: "spoiled", giveUpAt: test.world.now() + .hours(1))
            try Outbox(transaction).insert(letter, now: test.world.now())
        }
        #expect(await test.deliverMail().map(\.recipient.spelling) == ["ana@client.example"])
        let failed = try await test.write {
            try $0.run("SELECT COUNT(*) AS n FROM outbox WHERE state = 'failed'").first?.integer("n")
        }
        #expect(failed == 1)
    }

    @Test(
        "IV-03: nothing in the outbox says the code, and its sealed text goes when it was sent", arguments: Engine.all)
    func secrecy(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        try await browser.ask(file.token, as: "ana@client.example")
        let before = try await test.write { try $0.run("SELECT letter FROM outbox WHERE kind = 'code'") }
        let code = try #require(await test.deliverMail().first?.code)
        let sealed = try #require(try before.first?.text("letter"))
        #expect(!sealed.contains(code) && !sealed.contains("Subject"))
        #expect(try await texts(test) == 0)
    }
}
