import NIOCore
import Testing

@testable import Web

@Suite("The pace of a connection")
struct ConnectionPaceTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    private func pace() -> ConnectionPace { ConnectionPace(ConnectionPatience(), now: start) }

    private func after(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }

    @Test("RL-01: a connection may be silent for a minute, before the first request and between two")
    func idle() {
        var pace = pace()
        #expect(pace.verdict(buffered: 0, now: after(59)) == .good(until: after(60)))
        #expect(pace.verdict(buffered: 0, now: after(60)) == .over(.idle))
        pace.came(100, now: after(50))
        pace.headerCame()
        pace.contentEnded()
        pace.answered(now: after(55))
        #expect(pace.verdict(buffered: 0, now: after(114)) == .good(until: after(115)))
        #expect(pace.verdict(buffered: 0, now: after(115)) == .over(.idle))
    }

    @Test("RL-01: a header has ten seconds from its first byte, however often a byte of it comes")
    func header() {
        var pace = pace()
        for second in 30..<40 {
            pace.waits(now: after(Int64(second)))
            pace.came(1, now: after(Int64(second)))
            pace.headerGoesOn(now: after(Int64(second)))
            #expect(pace.verdict(buffered: 0, now: after(Int64(second))) == .good(until: after(40)))
        }
        #expect(pace.verdict(buffered: 0, now: after(40)) == .over(.slowHeader))
    }

    @Test("RL-01: content comes at a kibibyte a second after ten seconds, and a fast sender may pause for a minute")
    func content() {
        var trickle = pace()
        trickle.came(100, now: start)
        trickle.headerCame()
        var ended: Int64?
        for second in 1...60 {
            trickle.waits(now: after(Int64(second - 1)))
            if trickle.verdict(buffered: 0, now: after(Int64(second))) == .over(.slowContent) {
                ended = Int64(second)
                break
            }
            trickle.came(100, now: after(Int64(second)))
        }
        #expect(ended == 11)

        var steady = pace()
        steady.headerCame()
        for second in 1...600 {
            steady.waits(now: after(Int64(second - 1)))
            #expect(steady.verdict(buffered: 0, now: after(Int64(second))) != .over(.slowContent))
            steady.came(1024, now: after(Int64(second)))
        }

        var fast = pace()
        fast.headerCame()
        fast.waits(now: start)
        fast.came(1 << 30, now: after(1))
        fast.waits(now: after(1))
        #expect(fast.verdict(buffered: 0, now: after(60)) != .over(.slowContent))
        #expect(fast.verdict(buffered: 0, now: after(61)) == .over(.slowContent))
    }

    @Test("RL-01: time in which we read nothing is not held against the sender")
    func ours() {
        var pace = pace()
        pace.headerCame()
        pace.waits(now: start)
        pace.came(10, now: after(1))
        #expect(pace.verdict(buffered: 0, now: after(500)) == .good(until: after(515)))
        pace.waits(now: after(500))
        #expect(pace.verdict(buffered: 0, now: after(505)) != .over(.slowContent))
        #expect(pace.verdict(buffered: 0, now: after(510)) == .over(.slowContent))
    }

    @Test("RL-01: an answer of which nothing is taken for a minute ends; one that is taken byte by byte does not")
    func stalled() {
        var pace = pace()
        pace.headerCame()
        pace.contentEnded()
        pace.wrote(1_000_000)
        #expect(pace.verdict(buffered: 900_000, now: start) == .good(until: after(15)))
        #expect(pace.verdict(buffered: 899_999, now: after(59)) == .good(until: after(74)))
        #expect(pace.verdict(buffered: 899_999, now: after(118)) == .good(until: after(119)))
        #expect(pace.verdict(buffered: 899_999, now: after(119)) == .over(.stalled))
        #expect(pace.verdict(buffered: 0, now: after(500)) == .good(until: after(515)))
    }

    @Test("RL-02: what waits between requests, or brings a header, could give way; what is being answered could not")
    func idleSince() {
        var pace = pace()
        #expect(pace.idleSince == start)
        pace.headerGoesOn(now: after(3))
        #expect(pace.idleSince == after(3))
        pace.headerCame()
        #expect(pace.idleSince == nil)
        pace.contentEnded()
        #expect(pace.idleSince == nil)
        pace.answered(now: after(5))
        #expect(pace.idleSince == after(5))
        pace.answered(now: after(6))
        #expect(pace.idleSince == after(6))
    }

    @Test(
        "RL-01: content behind the last answer is taken for thirty seconds, however fast it comes, and may give way meanwhile"
    )
    func lingers() {
        var pace = pace()
        pace.headerCame()
        pace.answered(now: start)
        pace.lingers(now: start)
        #expect(pace.idleSince == start)
        for second in 0..<30 {
            let now = start + .seconds(Int64(second))
            pace.waits(now: now)
            pace.came(1 << 20, now: now)
            #expect(pace.verdict(buffered: 0, now: now) != .over(.slowContent))
        }
        #expect(pace.verdict(buffered: 0, now: start + .seconds(30)) == .over(.slowContent))
    }
}
