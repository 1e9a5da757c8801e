import Domain
import Testing

@testable import Cryptography

@Suite("How long the tag of a link takes to refuse")
struct LinkSignerTimingTests {
    let installation: Installation
    let signer: LinkSigner

    init() throws {
        installation = try Installation()
        signer = LinkSigner(keys: installation.keys, audience: "https://files.example.org")
    }

    @Test("LT-04: a tag wrong in its first byte and one wrong in its last take the same time")
    func constantTime() throws {
        // A machine that does other work disturbs a measurement; a leak shows in every one.
        let smallest = try (0..<5).map { _ in try difference(between: 0, and: 31, readings: 20_000) }.min()
        #expect(try #require(smallest) < 4.5)
    }

    @Test("LT-04: the same measurement tells a comparison that stops at the first difference from one that does not")
    func sensitivity() throws {
        let early = try (0..<5).map { _ in try difference(between: 0, and: 31, readings: 20_000, stopsEarly: true) }
        let median = early.sorted()[2]
        #expect(median > 4.5)
    }

    /// |t| of Welch's test between reading tokens whose tags are wrong at one of two bytes, without the slowest tenth of each.
    ///
    /// Every reading has a token of its own, written into fresh memory: two that are read over and over would differ in where they
    /// lie and in what they hold, and be told apart by that.
    private func difference(between first: Int, and second: Int, readings: Int, stopsEarly: Bool = false) throws
        -> Double
    {
        let genuine = try (0..<64).map { _ in try Sample(signer: signer, installation: installation) }
        var times: [[Double]] = [[], []]
        let clock = ContinuousClock()
        for _ in 0..<readings {
            let which = Int.random(in: 0...1)
            let sample = genuine[Int.random(in: genuine.indices)]
            let (text, tag) = sample.wrong(at: which == 0 ? first : second)
            let begin = clock.now
            let outcome = try signer.read(text)
            let equal = stopsEarly && sample.equalsStoppingEarly(tag)
            let spent = clock.now - begin
            #expect(outcome == .forged && !equal)
            times[which].append(Double(spent.components.attoseconds) / 1e9)
        }
        return Self.welch(times.map { Array($0.sorted().prefix($0.count * 9 / 10)) })
    }

    private static func welch(_ kept: [[Double]]) -> Double {
        let means = kept.map { $0.reduce(0, +) / Double($0.count) }
        let spreads = zip(kept, means).map { values, mean in
            values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1) / Double(values.count)
        }
        return abs(means[0] - means[1]) / (spreads[0] + spreads[1]).squareRoot()
    }
}

extension LinkSignerTimingTests {
    /// A genuine token of a link of its own, to be made wrong.
    private struct Sample {
        let head: String
        let tag: [UInt8]

        init(signer: LinkSigner, installation: Installation) throws {
            let claims = LinkClaims(
                link: try installation.world.newID(), expiresAt: installation.world.now() + .days(7))
            let parts = try signer.token(for: claims).split(separator: ".").map(String.init)
            head = parts.dropLast().joined(separator: ".")
            tag = try #require(parts.last.flatMap { Base64URL.bytes(of: $0.utf8) })
        }

        /// The token with one bit of that byte of its tag turned.
        func wrong(at position: Int) -> (text: String, tag: [UInt8]) {
            var wrong = tag
            wrong[position] ^= 1 << UInt8.random(in: 0..<8)
            return (head + "." + Base64URL.text(of: wrong), wrong)
        }

        func equalsStoppingEarly(_ other: [UInt8]) -> Bool {
            for index in tag.indices where tag[index] != other[index] { return false }
            return true
        }
    }
}
