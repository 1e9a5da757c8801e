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
