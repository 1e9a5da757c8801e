import Domain
import Foundation
import Logging
import Testing

@testable import casecourier

@Suite("Lines of the log")
struct LogLineTests {
    private static let hostile = "a\r\nb\"c\\d\u{0}\u{1b}[31m\u{7f}\u{85}\u{2028}\u{2029}é\u{1F600}"

    private func line(_ text: String) -> LogLine {
        LogLine(
            time: Moment(milliseconds: 1_795_435_200_007), level: .notice, label: text, message: text,
            metadata: [(key: text, value: text)])
    }

    @Test("OP-06: a record is one line of JSON in UTC with milliseconds, whatever stands in it")
    func json() throws {
        let text = String(decoding: line(Self.hostile).rendered(as: .json).dropLast(), as: UTF8.self)
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(!text.contains("\u{2028}") && !text.contains("\u{2029}"))
        let read = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(read["time"] as? String == "2026-11-23T12:00:00.007Z" && read["level"] as? String == "notice")
        #expect(read["message"] as? String == Self.hostile && read["label"] as? String == Self.hostile)
        #expect((read["metadata"] as? [String: String])?[Self.hostile] == Self.hostile)
    }

    @Test("OP-06: as text, too, a record cannot begin another line or move the cursor")
    func text() {
        let text = String(decoding: line(Self.hostile).rendered(as: .text).dropLast(), as: UTF8.self)
        #expect(text.hasPrefix("2026-11-23T12:00:00.007Z notice a"))
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(text.split(whereSeparator: \.isNewline).count == 1)
    }
}
