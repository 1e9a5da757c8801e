import Domain
import Records
import SQL
import TestSupport
import Testing

@Suite struct SendingTests {
    @Test("OS-01: sends, deliveries and links come back as they were written", arguments: Engine.all)
    func roundTrip(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.read { transaction throws in
            #expect(try Sends(transaction).find(office.send.id) == office.send)
            #expect(try Sends(transaction).find(requestKey: "first") == office.send)
            #expect(try Sends(transaction).find(requestKey: "second") == nil)
            #expect(try Sends(transaction).all(of: office.update.id) == [office.send])
            #expect(try Deliveries(transaction).all(of: office.send.id) == office.deliveries)
            #expect(try Deliveries(transaction).find(office.delivery.id) == office.delivery)
            #expect(try FileLinks(transaction).find(office.link.id) == office.link)
            #expect(try FileLinks(transaction).all(of: office.delivery.id) == [office.link])
            #expect(try Set(FileLinks(transaction).all(of: office.send.id)) == Set(office.links))
            #expect(try FileLinks(transaction).position(of: office.link.id) == 1)
        }
    }

    @Test("One request key sends once, also sixteen times at once", arguments: Engine.all)
    func requestKey(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let sent = try await raceOfSixteen { _ -> ID<Send>? in
            let send = Office.send(of: office.update.id, by: office.sender.id)
            do {
                try await office.database.write { try Sends($0).insert(send, requestKey: "again") }
                return send.id
            } catch DatabaseFault.constraint { return nil }
        }
        #expect(sent.count == 1)
    }

    @Test("OS-10: an extension keeps the link and says until when", arguments: Engine.all)
    func extend(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let until = Office.now + .days(20)
        let found = try await office.database.write { transaction throws in
            try FileLinks(transaction).extend(office.link.id, until: until, by: office.sender.id, now: Office.now)
            return try FileLinks(transaction).find(office.link.id)
        }
        #expect(found?.availableUntil == until && found?.expiresAt == office.link.expiresAt)
    }

    @Test("LT-07, OS-12, N-26: revoking one link or recipient leaves the others", arguments: Engine.all)
    func revoke(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { transaction throws in
            #expect(try FileLinks(transaction).revoke(office.links[0].id, now: Office.now))
            #expect(try !FileLinks(transaction).revoke(office.links[0].id, now: Office.now + .days(1)))
            #expect(try FileLinks(transaction).find(office.links[0].id)?.revokedAt == Office.now)
            #expect(try FileLinks(transaction).find(office.links[1].id)?.revokedAt == nil)
            #expect(try Deliveries(transaction).revoke(office.deliveries[1].id, now: Office.now))
            #expect(try !Deliveries(transaction).revoke(office.deliveries[1].id, now: Office.now))
            #expect(try Deliveries(transaction).find(office.deliveries[0].id)?.revokedAt == nil)
            #expect(try Deliveries(transaction).find(office.deliveries[1].id)?.revokedAt == Office.now)
        }
    }

    @Test("N-11: a request for a new link waits for staff or was granted at once", arguments: Engine.all)
    func renewals(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { transaction throws in
            let renewals = Renewals(transaction)
            let waiting: ID<Renewal> = fresh()
            #expect(try !renewals.requested(office.link.id, since: Office.now - .days(1)))
            try renewals.insert(waiting, link: office.link.id, newLink: nil, now: Office.now)
            try renewals.insert(fresh(), link: office.link.id, newLink: office.links[1].id, now: Office.now)
            #expect(try renewals.requested(office.link.id, since: Office.now - .days(1)))
            #expect(try !renewals.requested(office.link.id, since: Office.now))
            #expect(try renewals.waiting(of: office.delivery.id).map(\.id) == [waiting])
            #expect(try renewals.decide(waiting, newLink: nil, by: office.sender.id, now: Office.now))
            #expect(try renewals.waiting(of: office.delivery.id).isEmpty)
        }
    }

    @Test(
        "An address that said \"not for me\" is stopped for that case, whatever its letter case", arguments: Engine.all)
    func stoppedAddresses(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { transaction throws in
            let stopped = StoppedAddresses(transaction)
            for typed in ["clara@example.org", "CLARA@example.org"] {
                try stopped.stop(
                    try address(typed), caseFile: office.caseFile.id, delivery: office.delivery.id, now: Office.now)
            }
            #expect(try stopped.isStopped(try address("Clara@Example.org"), caseFile: office.caseFile.id))
            #expect(try !stopped.isStopped(try address("clara+x@example.org"), caseFile: office.caseFile.id))
            #expect(try !stopped.isStopped(try address("clara@example.org"), caseFile: fresh()))
            try stopped.allow(try address("clara@EXAMPLE.org"), caseFile: office.caseFile.id)
            #expect(try !stopped.isStopped(try address("clara@example.org"), caseFile: office.caseFile.id))
        }
    }
}

@Suite struct LinkedFilesTests {
    private func person(_ office: Office, _ typed: String, link: Int = 0) async throws -> AssociatedPerson? {
        let typed = try address(typed)
        return try await office.database.read { transaction throws in
            let files = LinkedFiles(transaction)
            return try files.find(office.links[link].id).flatMap { try files.person(at: typed, on: $0) }
        }
    }

    @Test("A link is found with all it stands on", arguments: Engine.all)
    func find(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.read { transaction throws in
            let file = try LinkedFiles(transaction).find(office.link.id)
            #expect(file?.link == office.link && file?.delivery == office.delivery && file?.send == office.send)
            #expect(file?.caseFile == office.update.caseFile && file?.attachment == office.attachment)
            #expect(try LinkedFiles(transaction).find(fresh()) == nil)
        }
    }

    @Test("TR-25, N-17: the recipient is known by each address, and mail goes where we know it", arguments: Engine.all)
    func recipient(_ engine: Engine) async throws {
        let office = try await Office(engine)
        for typed in ["clara@example.org", "CLARA@EXAMPLE.ORG", "Clara@Example.org"] {
            let found = try await person(office, typed)
            #expect(found?.id == office.client.id && found?.address.spelling == "Clara@Example.org")
        }
        let alias = try await person(office, "CLARA.alias@example.net")
        #expect(alias?.id == office.client.id && alias?.address.spelling == "clara.alias@example.net")
    }

    @Test("TR-26: an address on nobody, of staff or with another tag is not on the link", arguments: Engine.all)
    func nobody(_ engine: Engine) async throws {
        let office = try await Office(engine)
        for typed in ["nobody@example.org", "sam@firm.example", "clara+x@example.org", "clara@example.com"] {
            #expect(try await person(office, typed) == nil)
        }
    }

    @Test("TR-25: other recipients are on the link only where the send says so", arguments: Engine.all, [true, false])
    func otherRecipient(_ engine: Engine, association: Bool) async throws {
        let office = try await Office(engine, associateOtherRecipients: association)
        #expect(try await person(office, "colin@example.org")?.id == (association ? office.colleague.id : nil))
        #expect(try await person(office, "colin@example.org", link: 1)?.id == office.colleague.id)
    }

    @Test("N-26: a revoked recipient is off every link of the send, the others stay", arguments: Engine.all)
    func revoked(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { _ = try Deliveries($0).revoke(office.deliveries[1].id, now: Office.now) }
        #expect(try await person(office, "colin@example.org") == nil)
        #expect(try await person(office, "colin@example.org", link: 1) == nil)
        #expect(try await person(office, "clara@example.org")?.id == office.client.id)
    }

    @Test("N-47: in a shared mailbox the one the link was issued to comes first", arguments: Engine.all)
    func sharedMailbox(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { transaction throws in
            for person in [office.client, office.colleague] {
                let both = Person(
                    id: person.id, kind: .contact, name: person.name,
                    addresses: person.addresses + [try address("office@example.org")], createdAt: Office.now)
                try People(transaction).update(both)
            }
        }
        #expect(try await person(office, "office@example.org", link: 0)?.id == office.client.id)
        #expect(try await person(office, "office@example.org", link: 1)?.id == office.colleague.id)
    }
}
