package import SQL
internal import Testing

extension StorageContract {
    /// Listeners hear what committed, in order, and nothing of what did not.
    package static func announcementsFollowCommits(_ database: any Database) async throws {
        try await createTables(database)
        let first = database.announcements(of: nil)
        let second = database.announcements(of: nil)
        await #expect(throws: Refusal.self) {
            try await database.write { transaction in
                transaction.announce(Announcement(topic: "thing", subject: "never"))
                throw Refusal()
            }
        }
        try await database.write { transaction in
            transaction.announce(Announcement(topic: "thing", subject: "a"))
            transaction.announce(Announcement(topic: "owner", subject: "b"))
        }
        try await database.write { $0.announce(Announcement(topic: "end", subject: "")) }
        for stream in [first, second] {
            var heard: [Announcement] = []
            for await announcement in stream where announcement.topic != "end" || heard.isEmpty {
                heard.append(announcement)
                if heard.count == 2 { break }
            }
            #expect(heard == [Announcement(topic: "thing", subject: "a"), Announcement(topic: "owner", subject: "b")])
        }
    }

    /// Whoever hears of a change can read it.
    package static func whatIsAnnouncedCanBeRead(_ database: any Database) async throws {
        try await createTables(database)
        let stream = database.announcements(of: nil)
        async let writing: Void = database.write { transaction in
            transaction.announce(Announcement(topic: "thing", subject: "a"))
            try transaction.run("INSERT INTO things (id) VALUES ('a')")
        }
        for await _ in stream {
            #expect(try await countThings(database) == 1)
            break
        }
        try await writing
    }
}
