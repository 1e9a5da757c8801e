import Domain
import NIOCore

/// A page that is the same each time but for some short texts, which stand where the template put stand-ins for them.
///
/// Reading a page's properties by name, as templates do, costs a tenth of a millisecond. What strangers can ask for as often
/// as they like is therefore rendered once.
struct PreparedPage: Sendable {
    /// Static text, and between each two pieces the number of the text that stands there.
    private let pieces: [[UInt8]]
    private let places: [Int]

    /// `standIns` are the texts that `html` was rendered with, each of a kind that occurs nowhere else and that escaping
    /// leaves as it is.
    init(_ html: String, standIns: [String]) {
        var pieces: [[UInt8]] = []
        var places: [Int] = []
        var rest = html[...]
        while let next = Self.first(of: standIns, in: rest) {
            pieces.append(Array(rest[..<next.range.lowerBound].utf8))
            places.append(next.number)
            rest = rest[next.range.upperBound...]
        }
        pieces.append(Array(rest.utf8))
        self.pieces = pieces
        self.places = places
    }

    /// The page with these texts in the places of the stand-ins, escaped.
    func filled(with texts: [String]) -> ByteBuffer {
        let escaped = texts.map(\.escapedForHTML)
        let size = places.reduce(pieces.reduce(0) { $0 + $1.count }) { $0 + escaped[$1].utf8.count }
        var buffer = ByteBuffer()
        buffer.reserveCapacity(size)
        buffer.writeBytes(pieces[0])
        for (piece, place) in zip(pieces.dropFirst(), places) {
            buffer.writeString(escaped[place])
            buffer.writeBytes(piece)
        }
        return buffer
    }

    private static func first(of standIns: [String], in text: Substring) -> Place? {
        var places: [Place] = []
        for (number, standIn) in standIns.enumerated() {
            if let range = text.firstRange(of: standIn) { places.append(Place(range: range, number: number)) }
        }
        return places.min { $0.range.lowerBound < $1.range.lowerBound }
    }

    private struct Place {
        let range: Range<Substring.Index>
        let number: Int
    }
}
