import Domain
import Testing

@Suite struct CaseRuleTests {
    @Test(
        "OS-17, CR-08: a period ends on the same day of the month, or on its last",
        arguments: [
            ("2026-01-31T10:00:00.000Z", 1, "2026-02-28T10:00:00.000Z"),
            ("2023-12-31T23:59:59.999Z", 2, "2024-02-29T23:59:59.999Z"),
            ("2026-11-30T00:00:00.000Z", 84, "2033-11-30T00:00:00.000Z"),
            ("2026-11-30T00:00:00.000Z", 1200, "2126-11-30T00:00:00.000Z"),
            ("2026-12-15T08:00:00.000Z", 1, "2027-01-15T08:00:00.000Z"),
            ("1999-03-01T00:00:00.000Z", 12, "2000-03-01T00:00:00.000Z"),
        ])
    func months(from: String, months: Int64, to: String) throws {
        let moments = (0..<60_000).lazy.map { Moment(milliseconds: Int64($0) * 86_400_000) }
        let day = try #require(moments.first { $0.rfc3339.hasPrefix(from.prefix(10)) })
        let clock = from.dropFirst(11).split { !$0.isNumber }.compactMap { Int64($0) }
        let start = day + .milliseconds(((clock[0] * 60 + clock[1]) * 60 + clock[2]) * 1000 + clock[3])
        #expect(start.rfc3339 == from)
        #expect(start.adding(months: months).rfc3339 == to)
    }

    @Test("CR-08: no stored moment and no period makes the calendar trap")
    func hostile() {
        for start in [Int64.min, -1, 0, 1, Int64.max] {
            for months in [Int64.min, -1200, 0, 1, 1200, Int64.max] {
                _ = Moment(milliseconds: start).adding(months: months)
            }
        }
        #expect(Moment(milliseconds: 0).adding(months: 0) == Moment(milliseconds: 0))
    }

    @Test(
        "CR-08: while a case is open, and without any period, nothing is due; its own period holds over the organisation's"
    )
    func due() throws {
        let closed = Moment(milliseconds: 0)
        let (one, two) = (try RetentionMonths(12), try RetentionMonths(24))
        #expect(CaseRetention(months: one).due(standard: two) == nil)
        #expect(CaseRetention(closedAt: closed).due(standard: nil) == nil)
        #expect(CaseRetention(closedAt: closed).due(standard: two) == closed.adding(months: 24))
        #expect(CaseRetention(closedAt: closed, months: one).due(standard: two) == closed.adding(months: 12))
        #expect(one.words == "12 months (1 year)")
    }

    @Test(
        "CR-08: a period is a whole number of months within bounds, or empty",
        arguments: ["0", "1201", "-1", "1.5", "a", "٣"])
    func refused(text: String) throws {
        #expect(throws: Malformed.self) { try RetentionMonths.reading(text) }
        #expect(try RetentionMonths.reading(" ") == nil)
        #expect(try RetentionMonths.reading(" 84 ")?.count == 84)
    }

    @Test(
        "CR-01: tags are words between commas, each once whatever its letter case, trimmed and in the order of the alphabet"
    )
    func tags() throws {
        let tags = try CaseTags(reading: " urgent , #Harbour,STRASSE, straße,harbour,, two   words \n other")
        #expect(tags.tags.map(\.word) == ["Harbour", "other", "STRASSE", "two words", "urgent"])
        #expect(try CaseTags(reading: " , ").tags.isEmpty)
        #expect(throws: Malformed.self) { try CaseTags(reading: String(repeating: "a", count: 41)) }
        #expect(throws: Malformed.self) { try CaseTags(reading: "a\u{202e}b") }
        #expect(throws: Malformed.self) { try CaseTags(["a,b"]) }
        #expect(throws: Malformed.self) { try CaseTags(reading: (0...20).map { "t\($0)" }.joined(separator: ",")) }
    }

    @Test("CR-06: where a list of activity goes on reads back as it was written, and nothing else does")
    func mark() throws {
        let id = ID<CaseActivity>(high: 1, low: 2).text
        let mark = CaseActivity.Mark(at: Moment(milliseconds: -5), source: 5, id: id, position: 7)
        #expect(try CaseActivity.Mark(reading: mark.text) == mark)
        for text in ["", "1.2.3", "a.1.\(id).1", "1.1.\(id).1.1", "1.1.nothing.1", "99999999999999999999.1.\(id).1"] {
            #expect(throws: Malformed.self) { try CaseActivity.Mark(reading: text) }
        }
    }
}
