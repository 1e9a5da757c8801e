import Domain
import TestSupport
import Testing

@Suite struct CodeEntryTests {
    @Test(
        "IV-01, N-41: a code reads however it was spaced, pasted or written",
        arguments: [
            "12345678", "1234 5678", "1234-5678", " 12345678\n", "１２３４５６７８", "Your code: 1234 5678",
            "Your code: 1234-5678",
            "1234\u{a0}5678", "1 2 3 4 5 6 7 8", "١٢٣٤٥٦٧٨", "१२३४५६७८", "1234–5678.", "𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "1234\u{200b}5678",
        ]) func readable(typed: String) throws
    {
        #expect(try CodeEntry(reading: typed).digits == "12345678")
    }

    @Test("IV-01: leading zeros are kept") func zeros() throws {
        #expect(try CodeEntry(reading: "0000 0042").digits == "00000042")
        #expect(CodeEntry.grouped("00000042") == "0000 0042")
    }

    @Test("N-14, N-41: too few, too many and no digits get three messages") func messages() {
        let remedies = ["1234567", "123456789", "abc"].map { typed in
            #expect(throws: Malformed.self) { try CodeEntry(reading: typed) }?.remedy ?? ""
        }
        #expect(Set(remedies).count == 3)
        #expect(remedies[0].contains("7") && remedies[1].contains("9"))
    }

    @Test("RL-11: no text traps, and what reads is eight ASCII digits") func hostile() {
        var chance = SeededGenerator(seed: 10)
        for _ in 0..<10_000 {
            let text = chance.text(most: 12, spice: "0123456789１２٣४𝟎½²Ⅷ九 -")
            guard let entry = try? CodeEntry(reading: text) else { continue }
            #expect(entry.digits.utf8.count == 8)
            #expect(entry.digits.utf8.allSatisfy { (48...57).contains($0) })
        }
        for text in ["²²²²²²²²", "ⅧⅧⅧⅧⅧⅧⅧⅧ", "", String(repeating: "7", count: 1_000_000)] {
            #expect(throws: Malformed.self) { try CodeEntry(reading: text) }
        }
        for scalar in everyScalar where scalar.properties.generalCategory == .decimalNumber {
            let entry = try? CodeEntry(reading: String(repeating: String(scalar), count: 8))
            #expect(entry?.digits.utf8.count == 8)
        }
    }
}

@Suite struct RecentCodesTests {
    private static let now = Moment(milliseconds: 1_800_000_000_000)

    private func recent(_ challenge: [Moment], _ link: [Moment], _ address: [Moment]) -> RecentCodes {
        RecentCodes(ofChallenge: challenge, ofDoorAndAddress: link, ofAddress: address, mailed: address)
    }

    private static func ago(_ seconds: Int64...) -> [Moment] { seconds.map { now - .seconds($0) } }

    @Test("IV-07: within 30 seconds of a code no other goes out for the same challenge, then one does") func coolDown()
    {
        let limits = CodeLimits()
        #expect(recent([], [], []).refusal(limits, now: Self.now) == nil)
        #expect(recent(Self.ago(29), [], []).refusal(limits, now: Self.now) == Self.now + .seconds(1))
        #expect(recent(Self.ago(30), [], []).refusal(limits, now: Self.now) == nil)
        #expect(recent(Self.ago(100, 5), [], []).refusal(limits, now: Self.now) == Self.now + .seconds(25))
    }

    @Test("IV-07, OS-05: five an hour and ten a day for one link and address") func linkAndAddress() {
        let limits = CodeLimits()
        let five = Self.ago(3500, 3000, 2000, 1500, 1000)
        #expect(recent([], Array(five.dropFirst()), []).refusal(limits, now: Self.now) == nil)
        #expect(recent([], five, []).refusal(limits, now: Self.now) == Self.now + .seconds(100))
        #expect(recent([], Self.ago(3600) + five.dropFirst(), []).refusal(limits, now: Self.now) == nil)
        let ten = (1...10).map { Self.now - .hours(2 * $0) }
        #expect(recent([], ten, []).refusal(limits, now: Self.now) == Self.now + .hours(4))
        #expect(recent([], Array(ten.dropLast()), []).refusal(limits, now: Self.now) == nil)
    }

    @Test("IV-08, OS-05: three in ten minutes to one address over the whole service") func address() {
        #expect(recent([], [], Self.ago(500, 100)).refusal(CodeLimits(), now: Self.now) == nil)
        #expect(recent([], [], Self.ago(500, 100, 1)).refusal(CodeLimits(), now: Self.now) == Self.now + .seconds(100))
        #expect(recent([], [], Self.ago(600, 100, 1)).refusal(CodeLimits(), now: Self.now) == nil)
        #expect(recent([], [], Self.ago(500, 100, 1)).isMailboxFull(CodeLimits(), now: Self.now))
        #expect(!recent([], [], Self.ago(600, 100, 1)).isMailboxFull(CodeLimits(), now: Self.now))
    }

    @Test("A limit of none counts as one instead of trapping") func strictest() {
        var limits = CodeLimits()
        (limits.sendsAnHour, limits.sendsADay, limits.sendsInTenMinutes) = (0, -5, .min)
        #expect(recent([], [], []).refusal(limits, now: Self.now) == nil)
        #expect(recent([], Self.ago(60), []).refusal(limits, now: Self.now) != nil)
    }

    @Test("IV-07, IV-08: the moment told is the first at which counting allows a code") func oracle() {
        var chance = SeededGenerator(seed: 11)
        var limits = CodeLimits()
        for _ in 0..<2_000 {
            limits.coolDown = .seconds(Int64.random(in: 1...60, using: &chance))
            limits.sendsAnHour = .random(in: 1...4, using: &chance)
            limits.sendsADay = .random(in: 1...6, using: &chance)
            limits.sendsInTenMinutes = .random(in: 1...3, using: &chance)
            let sent = (0..<Int.random(in: 0...8, using: &chance)).map { _ in
                (
                    at: Self.now
                        - .seconds(Int64.random(in: 0...90_000, using: &chance) / .random(in: 1...500, using: &chance)),
                    kind: Int.random(in: 0..<3, using: &chance)
                )
            }
            let recent = recent(
                sent.filter { $0.kind == 0 }.map(\.at), sent.filter { $0.kind <= 1 }.map(\.at), sent.map(\.at))
            let refusal = recent.refusal(limits, now: Self.now)
            #expect((refusal == nil) == Self.allows(recent, limits, at: Self.now))
            guard let refusal else { continue }
            #expect(refusal > Self.now)
            #expect(Self.allows(recent, limits, at: refusal))
            #expect(!Self.allows(recent, limits, at: refusal - .milliseconds(1)))
        }
    }

    /// The rule in the words of the table of defaults: fewer than so many in the window that ends now.
    private static func allows(_ recent: RecentCodes, _ limits: CodeLimits, at now: Moment) -> Bool {
        func count(_ sent: [Moment], _ window: Duration) -> Int { sent.count { now - $0 < window } }
        return count(recent.ofChallenge, limits.coolDown) < 1
            && count(recent.ofDoorAndAddress, .hours(1)) < limits.sendsAnHour
            && count(recent.ofDoorAndAddress, .days(1)) < limits.sendsADay
            && count(recent.ofAddress, .minutes(10)) < limits.sendsInTenMinutes
    }

    @Test("IV-02, IV-04, IV-07: the numbers as shipped") func defaults() {
        let limits = CodeLimits()
        #expect(limits.codeLife == .minutes(10) && limits.challengeLife == .minutes(30))
        #expect(limits.attempts == 5 && limits.codesKept == 3 && limits.coolDown == .seconds(30))
        #expect(limits.failuresInARow == 20 && limits.failuresADay == 100 && limits.failuresAnHourAnywhere == 1000)
    }
}
