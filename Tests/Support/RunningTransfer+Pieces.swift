package import Actions
import Domain

extension RunningTransfer {
    /// What is read piece after piece.
    package var pieces: [Range<Int64>] {
        Array(sequence(first: piece(from: range.lowerBound)) { piece(from: $0.upperBound) }.prefix { !$0.isEmpty })
    }
}
