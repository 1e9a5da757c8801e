import Testing

@testable import casecourier

@Suite("Releases of SQLite")
struct SQLiteReleaseTests {
    @Test(
        "ST-05: the releases that can damage a file with a write-ahead log are known, and those in which that is mended",
        arguments: [
            (3_006_023, false), (3_007_000, true), (3_040_001, true), (3_044_005, true), (3_044_006, false),
            (3_045_000, true), (3_050_006, true), (3_050_007, false), (3_051_000, true), (3_051_002, true),
            (3_051_003, false), (3_052_000, false), (4_000_000, false),
        ] as [(Int32, Bool)])
    func releases(number: Int32, hasFault: Bool) {
        let release = SQLiteRelease(number: number)
        #expect(release.hasLogFault == hasFault)
        #expect(release.finding.mark == (hasFault ? .warning : .ok))
    }

    @Test("ST-05: the sentence names the release")
    func sentence() {
        #expect(SQLiteRelease(number: 3_040_001).finding.sentence.hasPrefix("SQLite 3.40.1 can damage"))
    }
}
