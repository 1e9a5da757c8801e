import Foundation

@testable import Web

extension FuzzTarget {
    /// RL-06: what is read is JSON by another reader's judgement too, is within the depth, and written again reads the same.
    static let json = FuzzTarget(name: "json") { bytes in
        let value: JSON
        do throws(JSONFault) {
            value = try JSONReader.read(bytes)
        } catch {
            guard case .syntax(let place) = error else { return }
            return try Broken.unless((0...bytes.count).contains(place), "a fault at \(place) of \(bytes.count) bytes")
        }
        try Broken.unless(depth(value) <= JSONReader.deepest, "\(depth(value)) levels")
        try Broken.unless(try JSONReader.read(Array(value.text.utf8)) == value, "\(value) reads otherwise when written")
        // Foundation reads numbers as binary fractions and refuses those that are too large for them.
        guard !hasNumber(value) else { return }
        let other = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        try Broken.unless(other != nil, "Foundation does not read \(value)")
    }

    private static func depth(_ value: JSON) -> Int {
        switch value {
        case .list(let items): 1 + (items.map(depth).max() ?? 0)
        case .object(let members): 1 + (members.map { depth($0.value) }.max() ?? 0)
        default: 0
        }
    }

    private static func hasNumber(_ value: JSON) -> Bool {
        switch value {
        case .number: true
        case .list(let items): items.contains(where: hasNumber)
        case .object(let members): members.contains { hasNumber($0.value) }
        default: false
        }
    }
}
