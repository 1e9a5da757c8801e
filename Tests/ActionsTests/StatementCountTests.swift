import Actions
import Domain
import SQL
import TestSupport
import Testing

/// What each request costs the database, whatever the machine: a growth here would show on many nodes first.
@Suite struct StatementCountTests {
    private func counted(_ test: TestInstallation) -> (installation: Installation, database: CountedDatabase) {
        let whole = test.installation
        let database = CountedDatabase(whole.database)
        return (
            Installation(
                organisation: whole.organisation, database: database, blobs: whole.blobs, keys: whole.keys,
                world: whole.world, passwords: whole.passwords), database
        )
    }

    @Test("A gated download of a whole file runs five statements, six when repeated, one more a minute for the session")
    func download() async throws {
        let test = try await TestInstallation()
        let file = try await test.sentFile(Array("evidence".utf8))
        var browser = Browser(test)
        try await browser.enter(file.token, as: "ana@client.example")
        let (installation, database) = counted(test)
        let visitor = browser.visitor
        let fetch = {
            guard case .file(let found) = try await installation.findDownload(file.token, by: visitor),
                case .transfer(let transfer) = try await installation.beginDownload(found, range: 0..<8, by: visitor)
            else { throw NotLetIn() }
            for piece in transfer.pieces { _ = try await transfer.read(piece) }
            try await transfer.finish(served: 8)
        }
        #expect(try await database.count(fetch) == 5)
        #expect(try await database.count(fetch) == 6)
        test.world.pass(.minutes(2))
        #expect(try await database.count(fetch) == 7)
    }

    @Test("The page of a case runs as many statements for ten updates, each sent to three people, as for one")
    func casePage() async throws {
        let test = try await TestInstallation()
        let viewer = try await test.staff()
        var people: [Person] = []
        for name in ["ana", "bo", "cy"] {
            people.append(try await test.person(name, emails: ["\(name)@client.example"]))
        }
        let caseFile = try await test.caseFile(by: viewer, clients: people)
        let (installation, database) = counted(test)
        func more(_ count: Int) async throws -> Int {
            for _ in 0..<count {
                let update = try await test.validated(in: caseFile, by: viewer, files: [("Report.pdf", [1])])
                _ = try await test.send(update, to: people, by: viewer)
            }
            return try await database.count { _ = try await installation.showCase(caseFile.id, to: viewer) }
        }
        let one = try await more(1)
        #expect(try await more(9) == one)
    }

    @Test("The dialog of a send runs as many statements for forty people as for three")
    func dialog() async throws {
        let test = try await TestInstallation()
        let viewer = try await test.staff()
        let caseFile = try await test.caseFile(by: viewer, clients: [])
        let update = try await test.validated(in: caseFile, by: viewer)
        let (installation, database) = counted(test)
        func more(_ numbers: Range<Int>) async throws -> Int {
            for number in numbers {
                let person = try await test.person("P\(number)", emails: ["p\(number)@client.example"])
                _ = try await test.installation.assign(person.id, as: .clientContact, to: caseFile.id, by: viewer)
            }
            return try await database.count { _ = try await installation.prepareSend(of: update.id, by: viewer) }
        }
        let few = try await more(0..<3)
        #expect(try await more(3..<40) == few)
    }

    @Test("The door of a protected link runs one statement, with a session or without; a forged link none")
    func door() async throws {
        let test = try await TestInstallation()
        let file = try await test.sentFile(Array("evidence".utf8))
        let (installation, database) = counted(test)
        var browser = Browser(test)
        #expect(try await database.count { _ = try await installation.openLink(file.token, by: browser.visitor) } == 1)
        try await browser.ask(file.token, as: "ana@client.example")
        #expect(try await database.count { _ = try await installation.openLink(file.token, by: browser.visitor) } == 1)
        let forged = file.token.dropLast() + (file.token.last == "A" ? "E" : "A")
        #expect(
            try await database.count { _ = try await installation.openLink(String(forged), by: browser.visitor) } == 0)
    }
}

private struct NotLetIn: Error {}
