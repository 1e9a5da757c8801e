/// Which literals a statement is made of, and where its values stand: what a prepared statement can be found by again.
///
/// Literals are compared by where they lie in the program, which does not change while it runs. So equal shapes have equal
/// texts, and the same text written in two places has two shapes.
package struct StatementShape: Hashable, Sendable {
    private var marks: [UInt]

    init(_ parts: [Statement.Part]) {
        marks = []
        marks.reserveCapacity(2 * parts.count)
        for part in parts {
            switch part {
            case .value: marks.append(0)
            case .text(let literal) where literal.hasPointerRepresentation:
                marks.append(UInt(bitPattern: literal.utf8Start))
                marks.append(UInt(literal.utf8CodeUnitCount))
            case .text(let literal):
                marks.append(UInt(literal.unicodeScalar.value))
                marks.append(0)
            }
        }
    }

    package func hash(into hasher: inout Hasher) {
        marks.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
