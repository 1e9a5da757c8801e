import Foundation
import TestSupport
import Testing

/// What `Scripts/campaign fuzz` does for half an hour, in seconds: inputs that were kept, and some that follow from them. An
/// input that once broke a parser stays among the kept ones.
@Suite struct ReplayTests {
    private static let kept = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/fuzz")

    private static func inputs(_ name: String) throws -> [(file: String, bytes: [UInt8])] {
        let folder = kept.appending(path: name)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { file in
            (file, Array(try Data(contentsOf: folder.appending(path: file))))
        }
    }

    @Test("RL-07: every folder of kept inputs has its parser, and every parser its inputs")
    func complete() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.kept.path).filter { !$0.contains(".") }
        #expect(folders.sorted() == FuzzTarget.all.map(\.name).sorted())
        for target in FuzzTarget.all { #expect(try Self.inputs(target.name).count >= 5, "\(target.name)") }
    }

    @Test("RL-07: no kept input breaks its parser", arguments: FuzzTarget.all)
    func replay(target: FuzzTarget) throws {
        for (file, bytes) in try Self.inputs(target.name) {
            #expect(throws: Never.self, "\(target.name)/\(file)") { try target.check(bytes) }
        }
    }

    @Test("RL-07: nor do two thousand mutations of the kept inputs, the same in every run", arguments: FuzzTarget.all)
    func mutations(target: FuzzTarget) throws {
        let inputs = try Self.inputs(target.name).map(\.bytes)
        var chance = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let bytes = Self.mutated(inputs, &chance)
            #expect(throws: Never.self, "\(target.name): \(Data(bytes).base64EncodedString())") {
                try target.check(bytes)
            }
        }
    }

    private static func mutated(_ inputs: [[UInt8]], _ chance: inout SeededGenerator) -> [UInt8] {
        var bytes = inputs[Int.random(in: inputs.indices, using: &chance)]
        for _ in 0..<Int.random(in: 1...5, using: &chance) where !bytes.isEmpty {
            let other = inputs[Int.random(in: inputs.indices, using: &chance)]
            let from = Int.random(in: 0...other.count, using: &chance)
            let at = Int.random(in: bytes.indices, using: &chance)
            switch Int.random(in: 0..<6, using: &chance) {
            case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &chance)
            case 1: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
            case 2: bytes.remove(at: at)
            case 3: bytes.insert(contentsOf: other[from...].prefix(Int.random(in: 1...40, using: &chance)), at: at)
            case 4: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...20, using: &chance)))
            default: bytes.replaceSubrange(at..., with: other[from...])
            }
        }
        return bytes
    }
}

extension FuzzTarget: CustomTestStringConvertible {
    var testDescription: String { name }
}
