import Domain
import Records
import SQL
import TestSupport
import Testing

@Suite struct PeopleAndCasesTests {
    @Test("N-17: people come back with their addresses in order, and are found by any of them", arguments: Engine.all)
    func people(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.read { transaction throws in
            let people = People(transaction)
            #expect(try people.find(office.client.id) == office.client)
            #expect(
                try people.find(office.client.id)?.addresses.map(\.spelling) == [
                    "Clara@Example.org", "clara.alias@example.net",
                ])
            #expect(try people.find(fresh()) == nil)
            #expect(try people.all() == [office.client, office.colleague, office.sender])
            #expect(try people.having(try address("CLARA.ALIAS@EXAMPLE.NET")) == [office.client])
            #expect(try people.having(try address("clara+x@example.org")).isEmpty)
        }
        try await office.database.write { transaction throws in
            let moved = Person(
                id: office.client.id, kind: .contact, name: "Clara New", addresses: [try address("new@example.org")],
                createdAt: Office.now)
            try People(transaction).update(moved)
            #expect(try People(transaction).find(office.client.id) == moved)
            #expect(try People(transaction).having(office.client.addresses[0]).isEmpty)
        }
    }

    @Test("N-47: one mailbox may be several people", arguments: Engine.all)
    func sharedMailbox(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let other = try Office.person("Cleo", .contact, ["clara@example.org"])
        let found = try await office.database.write { transaction throws in
            try People(transaction).insert(other)
            return try People(transaction).having(other.addresses[0])
        }
        #expect(Set(found.map(\.id)) == [office.client.id, other.id])
    }

    @Test("A directory larger than one statement takes parameters is still read whole", arguments: Engine.all)
    func manyPeople(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let crowd = try (0..<2_500).map { try Office.person("P\($0)", .contact, ["p\($0)@example.org"]) }
        try await office.database.write { transaction throws in
            for person in crowd { try People(transaction).insert(person) }
        }
        try await office.database.read { transaction throws in
            #expect(try People(transaction).all().count == 2_503)
            let found = try People(transaction).find(crowd.map(\.id))
            #expect(found.count == 2_500 && crowd.allSatisfy { found[$0.id] == $0 })
        }
    }

    @Test("AU-02, SE-08: staff accounts and sessions come back and end", arguments: Engine.all)
    func staff(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let signIn = try address("Sam@Firm.example")
        let session = StaffSession(
            id: fresh(), person: office.sender.id, createdAt: Office.now, lastSeenAt: Office.now, endedAt: nil,
            client: ClientTrace(address: "192.0.2.1", userAgent: "Browser/1"))
        try await office.database.write { transaction throws in
            let accounts = StaffAccounts(transaction)
            #expect(try !accounts.anyExists())
            let account = StaffAccount(person: office.sender.id, role: .manager, passwordHash: "h", disabledAt: nil)
            try accounts.insert(account, address: signIn, now: Office.now)
            #expect(try accounts.find(signingInAs: try address("SAM@firm.EXAMPLE")) == account)
            #expect(try accounts.all() == [account] && accounts.anyExists())
            try accounts.setRole(.auditor, of: account.person)
            try accounts.setPassword("h2", of: account.person)
            try accounts.setDisabled(Office.now, of: account.person)
            try accounts.setAddress(try address("s2@firm.example"), of: account.person)
            #expect(try accounts.find(signingInAs: signIn) == nil)
            let changed = StaffAccount(
                person: account.person, role: .auditor, passwordHash: "h2", disabledAt: Office.now)
            #expect(try accounts.find(account.person) == changed)

            let sessions = StaffSessions(transaction)
            try sessions.insert(session, tokenDigest: "d1")
            #expect(try sessions.find(tokenDigest: "d1") == session)
            #expect(try sessions.find(tokenDigest: "d2") == nil)
            try sessions.touch(session.id, now: Office.now + .minutes(2))
            try sessions.touch(session.id, now: Office.now + .minutes(1))
            #expect(try sessions.find(tokenDigest: "d1")?.lastSeenAt == Office.now + .minutes(2))
            try sessions.end(session.id, of: office.client.id, now: Office.now)
            #expect(try sessions.open(of: office.sender.id).count == 1)
            try sessions.endAll(of: office.sender.id, now: Office.now + .minutes(3))
            try sessions.end(session.id, of: office.sender.id, now: Office.now + .minutes(4))
            #expect(try sessions.find(tokenDigest: "d1")?.endedAt == Office.now + .minutes(3))
            #expect(try sessions.open(of: office.sender.id).isEmpty)
        }
    }

    @Test("AU-02: two accounts cannot have one address", arguments: Engine.all)
    func oneAccountPerAddress(_ engine: Engine) async throws {
        let office = try await Office(engine)
        await #expect(throws: DatabaseFault.self) {
            try await office.database.write { transaction throws in
                for (person, typed) in [(office.sender, "x@firm.example"), (office.client, "X@FIRM.example")] {
                    let account = StaffAccount(person: person.id, role: .staff, passwordHash: nil, disabledAt: nil)
                    try StaffAccounts(transaction).insert(account, address: try address(typed), now: Office.now)
                }
            }
        }
        #expect(try await office.database.read { try !StaffAccounts($0).anyExists() })
    }

    @Test("TR-07: cases, assignments and who may see which", arguments: Engine.all)
    func cases(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { transaction throws in
            let cases = Cases(transaction)
            #expect(try cases.find(reference: "C-1") == office.caseFile)
            let closed = CaseFile(
                id: office.caseFile.id, reference: "C-2", title: "Closed", status: .closed, createdAt: Office.now,
                retention: CaseRetention(closedAt: Office.now), asksForCode: true)
            try cases.update(closed)
            #expect(try cases.setStatus(.closed, of: closed.id, now: Office.now))
            #expect(try !cases.setStatus(.closed, of: closed.id, now: Office.now))
            #expect(try cases.find(closed.id) == closed && cases.all() == [closed])
            #expect(try cases.all(assignedTo: office.client.id).isEmpty)
            for role in [AssignmentRole.clientContact, .affiliateContact] {
                try cases.assign(Assignment(caseFile: closed.id, person: office.client.id, role: role), now: Office.now)
            }
            #expect(try cases.assignments(of: closed.id).map(\.role) == [.affiliateContact])
            #expect(try cases.assignment(of: office.client.id, to: closed.id)?.role == .affiliateContact)
            #expect(try cases.all(assignedTo: office.client.id) == [closed])
            try cases.unassign(office.client.id, from: closed.id)
            #expect(try cases.assignments(of: closed.id).isEmpty)
        }
    }

    @Test("TR-01: a draft changes with its version, and never after validation", arguments: Engine.all)
    func updates(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let body = try UpdateBody(reading: "<p>New</p>", format: .html)
        let id = office.update.id
        try await office.database.write { transaction throws in
            let updates = CaseUpdates(transaction)
            #expect(try updates.find(id) == office.update && updates.version(of: id) == 1)
            #expect(
                try updates.change(id, title: "T", body: body, group: AccessGroup.standard, version: 1, now: Office.now)
            )
            #expect(
                try !updates.change(
                    id, title: "Late", body: body, group: AccessGroup.standard, version: 1, now: Office.now))
            #expect(try updates.validate(id, by: office.sender.id, now: Office.now))
            #expect(
                try !updates.change(
                    id, title: "After", body: body, group: AccessGroup.standard, version: 2, now: Office.now))
            let found = try updates.find(id)
            #expect(found?.title == "T" && found?.body == body)
            #expect(found?.validation == Validation(by: office.sender.id, at: Office.now))
            #expect(try updates.all(of: office.caseFile.id).map(\.id) == [id])
        }
    }

    @Test("UD-03, UD-11: files keep their order, and the sweep is told which blobs are needed", arguments: Engine.all)
    func attachments(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { transaction throws in
            let attachments = Attachments(transaction)
            let more = try ["b.txt", "a \"q\" Ü.txt"].map { try Office.attachment(of: office.update.id, name: $0) }
            for attachment in more { try attachments.insert(attachment, sniffed: "text/plain") }
            #expect(try attachments.all(of: office.update.id) == [office.attachment] + more)
            #expect(try attachments.find(more[1].id) == more[1])
            let strays: [ID<Blob>] = (0..<2_500).map { _ in fresh() }
            #expect(try attachments.needed(among: strays + more.map(\.blob)) == Set(more.map(\.blob)))
            #expect(try attachments.needed(among: []).isEmpty)
            try attachments.delete(more[0].id)
            #expect(try attachments.all(of: office.update.id) == [office.attachment, more[1]])
        }
    }
}
