import Domain
import Records
import SQL
import TestSupport
import Testing

@Suite struct EventsTests {
    @Test("EN-12, CL-07, CL-08: events come back whole and in their order", arguments: Engine.all)
    func roundTrip(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let trace = ClientTrace(address: "2001:db8::1", userAgent: "Browser/1")
        let actors: [Actor] = [
            .person(office.client.id, address: "clara@example.org"), .linkHolder, .machine, .unknown,
        ]
        try await office.database.write { transaction throws in
            let events = Events(transaction)
            for (index, actor) in actors.enumerated() {
                let event = NewEvent(
                    .viewed, of: office.delivery.id, link: office.link.id, by: actor, mail: index == 2 ? .renewal : nil,
                    detail: index == 1 ? "ünïcode 'quoted'" : nil, client: index == 0 ? trace : nil)
                try events.append(event, now: Office.now + .seconds(Int64(index)))
            }
            let all = try events.all(of: office.delivery.id)
            #expect(all.map(\.position) == [1, 2, 3, 4] && all.map(\.actor) == actors)
            #expect(all.map(\.client) == [trace, nil, nil, nil])
            #expect(all[1].detail == "ünïcode 'quoted'" && all[2].mail == .renewal && all[0].link == office.link.id)
            #expect(try events.all(of: office.send.id) == [office.delivery.id: all])
            for (index, actor) in actors.enumerated() {
                let at = Office.now + .seconds(Int64(index))
                #expect(try events.last(.viewed, on: office.link, by: actor, since: Office.now - .days(1)) == at)
                #expect(try events.last(.viewed, on: office.link, by: actor, since: at) == nil)
                #expect(try events.last(.viewed, on: office.links[1], by: actor, since: Office.now - .days(1)) == nil)
            }
        }
    }

    @Test("EV-06: sixteen writers at once leave no gap and lose no event", arguments: Engine.all)
    func contiguous(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let done = try await raceOfSixteen { runner -> Int? in
            for number in 0..<10 {
                let event = NewEvent(.linkVisited, of: office.delivery.id, by: .unknown, detail: "\(runner)/\(number)")
                try await office.database.write { try Events($0).append(event, now: Office.now) }
            }
            return runner
        }
        #expect(done.count == 16)
        let events = try await office.database.read { try Events($0).all(of: office.delivery.id) }
        #expect(events.map(\.position) == Array(1...160))
        #expect(Set(events.compactMap(\.detail)).count == 160)
    }

    @Test("An appended event is announced when it is durable, one that was rolled back is not", arguments: Engine.all)
    func announced(_ engine: Engine) async throws {
        struct Stop: Error {}
        let office = try await Office(engine)
        var announcements = office.database.announcements(of: nil).makeAsyncIterator()
        await #expect(throws: Stop.self) {
            try await office.database.write { transaction throws in
                try Events(transaction).append(
                    NewEvent(.failed, of: office.deliveries[1].id, by: .machine), now: Office.now)
                throw Stop()
            }
        }
        try await office.database.write {
            try Events($0).append(NewEvent(.sent, of: office.delivery.id, by: .machine), now: Office.now)
        }
        #expect(await announcements.next()?.subject == office.delivery.id.text)
        #expect(try await office.database.read { try Events($0).all(of: office.deliveries[1].id) }.isEmpty)
    }
}

@Suite struct TransfersTests {
    @Test("N-06, N-07, N-08: coverage is kept per holder and file", arguments: Engine.all)
    func transfers(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { transaction throws in
            let (transfers, link) = (Transfers(transaction), office.link.id)
            #expect(try transfers.coverage(holder: "grant", link: link) == nil)
            var coverage = Coverage()
            for range in [0..<10, 20..<30] as [Range<Int64>] {
                coverage.insert(range)
                let served = ServedRange(range)
                #expect(try transfers.cover(served, of: 30, holder: "grant", link: link, now: Office.now) == coverage)
            }
            #expect(try transfers.coverage(holder: "grant", link: link) == coverage)
            #expect(try transfers.coverage(holder: "other", link: link) == nil)
        }
    }

    @Test(
        "N-06: who goes on behind what was on its way when the line broke has it; another holder, or another start, does not",
        arguments: Engine.all)
    func goesOn(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { transaction throws in
            let (transfers, link) = (Transfers(transaction), office.link.id)
            let cut = ServedRange(0..<100, begun: Office.now, arrived: 40, sent: 60, heard: Office.now + .seconds(1))
            func goOn(_ start: Int64, as holder: String, after seconds: Int) throws -> Coverage {
                let begun = Office.now + .seconds(seconds)
                let rest = ServedRange(start..<100, begun: begun, arrived: 100 - start, sent: 100 - start, heard: begun)
                return try transfers.cover(rest, of: 100, holder: holder, link: link, now: begun)
            }
            for holder in ["goes on", "in parallel", "from beyond", "from before"] {
                #expect(try transfers.cover(cut, of: 100, holder: holder, link: link, now: Office.now).text == "0-40")
            }
            #expect(try goOn(60, as: "goes on", after: 1).isComplete(size: 100))
            #expect(try goOn(60, as: "in parallel", after: 0).text == "0-40,60-100")
            #expect(try goOn(61, as: "from beyond", after: 2).text == "0-40,61-100")
            #expect(try goOn(40, as: "from before", after: 2).isComplete(size: 100))
            #expect(try goOn(60, as: "other", after: 2).text == "60-100")
        }
    }

    @Test("N-06, N-08: started and completed happen once for each holder of a link", arguments: Engine.all)
    func once(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { transaction throws in
            let (events, link) = (Events(transaction), office.link.id)
            for holder in ["grant", "other"] {
                for kind in [EventKind.downloadStarted, .downloadCompleted] {
                    let event = NewEvent(kind, of: office.delivery.id, link: link, by: .linkHolder)
                    let mark = try EventMark(kind, holder: holder, link: link)
                    #expect(try events.moments(of: [mark]).isEmpty)
                    #expect(try events.appendOnce(event, mark: mark, now: Office.now))
                    #expect(try !events.appendOnce(event, mark: mark, now: Office.now + .minutes(1)))
                    #expect(try events.moments(of: [mark]) == [mark: Office.now])
                }
            }
            let kinds = try events.all(of: office.delivery.id).map(\.kind)
            #expect(
                kinds.filter { $0 == .downloadStarted }.count == 2
                    && kinds.filter { $0 == .downloadCompleted }.count == 2)
        }
    }

    @Test(
        "N-06: parallel ranges of one holder add up to the whole file", arguments: Engine.all,
        [Isolation.serialisable, .guarded])
    func parallelRanges(_ engine: Engine, isolation: Isolation) async throws {
        let office = try await Office(engine)
        let link = office.link.id
        let completions = try await raceOfSixteen { runner -> Int? in
            try await office.database.write(isolation) { transaction throws in
                let range = ServedRange(Int64(runner) * 10..<Int64(runner) * 10 + 10)
                let coverage = try Transfers(transaction).cover(
                    range, of: 160, holder: "grant", link: link, now: Office.now)
                return coverage.isComplete(size: 160) ? runner : nil
            }
        }
        #expect(completions.count == 1)
    }
}

extension ServedRange {
    /// One of which everything arrived.
    fileprivate init(_ range: Range<Int64>) {
        let count = Int64(range.count)
        self.init(range, begun: Office.now, arrived: count, sent: count, heard: Office.now)
    }
}

@Suite struct OutboxTests {
    @Test(
        "MH-06, IV-03: a letter is taken, postponed, taken again and erased when it is settled", arguments: Engine.all)
    func course(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let letter = try await office.letter(to: office.delivery.address)
        try await office.database.write { transaction throws in
            let outbox = Outbox(transaction)
            #expect(try outbox.nextDue() == Office.now)
            #expect(
                try outbox.take(most: 5, withFiles: 5, lease: .minutes(1), now: Office.now - .milliseconds(1)).isEmpty)
            let taken = try outbox.take(most: 5, withFiles: 5, lease: .minutes(1), now: Office.now)
            #expect(taken.map(\.id) == [letter.id] && taken.first?.attempts == 1 && taken.first?.sealed == "sealed")
            #expect(taken.first?.kind == .notice && taken.first?.delivery == office.delivery.id)
            #expect(taken.first?.link == office.link.id && taken.first?.giveUpAt == letter.giveUpAt)
            #expect(try outbox.take(most: 5, withFiles: 5, lease: .minutes(1), now: Office.now).isEmpty)
            #expect(try outbox.nextDue() == Office.now + .minutes(1))
            try outbox.postpone(letter.id, attempt: 1, until: Office.now + .minutes(5), reply: "450 later")
            #expect(try outbox.nextDue() == Office.now + .minutes(5))
            #expect(
                try outbox.take(most: 5, withFiles: 5, lease: .minutes(1), now: Office.now + .minutes(5)).first?
                    .attempts == 2)
            #expect(try outbox.settle(letter.id, sent: true, reply: "250 ok", now: Office.now))
            #expect(try !outbox.settle(letter.id, sent: false, reply: "550 no", now: Office.now))
            #expect(try outbox.nextDue() == nil)
            let row = try transaction.run("SELECT state, letter FROM outbox WHERE id = \(letter.id)").first
            #expect(try row?.text("state") == "sent")
            #expect(try row?.optionalText("letter") == nil)
            let found = try outbox.find(letter.id)
            #expect(found?.kind == .notice && found?.address == letter.address && found?.delivery == office.delivery.id)
        }
    }

    @Test("RL-11: a worker that died gives its letter back when the lease is over", arguments: Engine.all)
    func lease(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let letter = try await office.letter(to: office.delivery.address)
        try await office.database.write { transaction throws in
            let outbox = Outbox(transaction)
            _ = try outbox.take(most: 1, withFiles: 1, lease: .minutes(1), now: Office.now)
            let early = try outbox.take(most: 1, withFiles: 1, lease: .minutes(1), now: Office.now + .seconds(59))
            let later = try outbox.take(most: 1, withFiles: 1, lease: .minutes(1), now: Office.now + .seconds(60))
            #expect(early.isEmpty && later.map(\.id) == [letter.id])
        }
    }

    @Test("IV-09, IV-03: a withheld letter never leaves and loses its text", arguments: Engine.all)
    func withheld(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let letter = try await office.letter(.code, to: try address("nobody@example.org"), withheld: true)
        try await office.database.write { transaction throws in
            let outbox = Outbox(transaction)
            #expect(try outbox.nextDue() == nil)
            #expect(try outbox.take(most: 5, withFiles: 5, lease: .minutes(1), now: Office.now + .days(1)).isEmpty)
            try outbox.eraseWithheld(before: Office.now + .seconds(1))
            let row = try transaction.run("SELECT letter FROM outbox WHERE id = \(letter.id)").first
            #expect(try row?.optionalText("letter") == nil)
        }
    }

    @Test(
        "N-17: what waits for a stopped address is withheld in whatever letter case it was written",
        arguments: Engine.all)
    func stopped(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.letter(to: try address("Clara@Example.org"))
        let other = try await office.letter(to: try address("clara.alias@example.net"))
        try await office.database.write { transaction throws in
            let outbox = Outbox(transaction)
            try outbox.withhold(to: try address("clara@example.org"), caseFile: office.caseFile.id)
            #expect(try outbox.take(most: 5, withFiles: 5, lease: .minutes(1), now: Office.now).map(\.id) == [other.id])
        }
    }

    @Test("N-34: a report counts once for each action", arguments: Engine.all)
    func reports(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let letter = try await office.letter(to: office.delivery.address)
        try await office.database.write { transaction throws in
            let outbox = Outbox(transaction)
            #expect(try outbox.noteReport(letter.id, action: "delivered", now: Office.now))
            #expect(try !outbox.noteReport(letter.id, action: "delivered", now: Office.now))
            #expect(try outbox.noteReport(letter.id, action: "failed", now: Office.now))
        }
    }
}
