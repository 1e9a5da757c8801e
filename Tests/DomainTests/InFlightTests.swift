import Domain
import Testing

@Suite("What was on its way when a line broke")
struct InFlightTests {
    private let heard = Moment(milliseconds: 1_000_000)

    private func shown(_ start: Int64, after pause: Duration = .zero) -> Range<Int64>? {
        InFlight(100..<200, heard: heard)?.shown(by: start, begun: heard + pause)
    }

    @Test("N-06: a request that goes on behind what was on its way shows what lies before it, and no byte more")
    func shows() {
        #expect(shown(150) == 100..<150)
        #expect(shown(200) == 100..<200)
        #expect(shown(101, after: .minutes(60)) == 100..<101)
    }

    @Test("N-06 UD-10: a request from before, from behind, or made while the line still lived shows nothing")
    func doesNotShow() {
        #expect(shown(100) == nil)
        #expect(shown(0) == nil)
        #expect(shown(201) == nil)
        #expect(shown(.max) == nil)
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
