import Domain
import Testing

@Suite("What was on its way when a line broke")
struct InFlightTests {
    private let heard = Moment(milliseconds: 1_000_000)

    private func shown(_ start: Int64, taking arrived: Int64 = 500, after pause: Duration = .zero) -> Range<Int64>? {
        let asked = min(start, 1000)..<1000
        let range = ServedRange(asked, begun: heard + pause, arrived: arrived, sent: arrived, heard: heard + pause)
        return InFlight(100..<200, heard: heard)?.shown(by: range, size: 1000)
    }

    @Test("N-06: a request that goes on behind what was on its way shows what lies before it, and no byte more")
    func shows() {
        #expect(shown(150) == 100..<150)
        #expect(shown(200) == 100..<200)
        #expect(shown(101, after: .minutes(60)) == 100..<101)
    }

    @Test(
        "N-06 UD-10: a request of which less arrives than it would show shows nothing, unless it brings the end of the file"
    )
    func isEarned() {
        #expect(shown(200, taking: 0) == nil)
        #expect(shown(200, taking: 99) == nil)
        #expect(shown(200, taking: 100) == 100..<200)
        let last = ServedRange(190..<195, begun: heard, arrived: 5, sent: 5, heard: heard)
        #expect(InFlight(100..<200, heard: heard)?.shown(by: last, size: 195) == 100..<190)
        let none = ServedRange(195..<195, begun: heard, arrived: 0, sent: 0, heard: heard)
        #expect(InFlight(100..<200, heard: heard)?.shown(by: none, size: 195) == nil)
    }

    @Test("N-06 UD-10: a request from before, from behind, or made while the line still lived shows nothing")
    func doesNotShow() {
        #expect(shown(100) == nil)
        #expect(shown(0) == nil)
        #expect(shown(201) == nil)
        #expect(shown(150, after: .milliseconds(-1)) == nil)
    }

    @Test("UD-10: a range holds no more than was asked for, whatever a connection tells")
    func bounds() {
        let range = ServedRange(10..<20, begun: heard, arrived: 99, sent: 300, heard: heard)
        #expect(range.arrived == 10..<20 && range.inFlight == nil && !range.isCut)
        let cut = ServedRange(10..<20, begun: heard, arrived: 4, sent: 7, heard: heard)
        #expect(cut.arrived == 10..<14 && cut.inFlight?.bytes == 14..<17 && cut.isCut)
        let odd = ServedRange(10..<20, begun: heard, arrived: -4, sent: -7, heard: heard)
        #expect(odd.arrived.isEmpty && odd.inFlight == nil && odd.isCut)
    }
}
