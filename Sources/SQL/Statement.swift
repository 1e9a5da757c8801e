/// One SQL statement in the dialect that SQLite and PostgreSQL share, with its values apart from its text.
///
/// Built by interpolation: each `\(value)` becomes a numbered parameter, and nothing else can bring a run-time string
/// into the text, because literals are `StaticString`s. That is why no statement of ours can be injected into (AU-06).
package struct Statement: Sendable {
    enum Part: Sendable {
        case text(StaticString)
        case value(SQLValue)
    }

    var parts: [Part]

    /// The text with `$1`, `$2`, … in order of appearance, as PostgreSQL takes it.
    package var text: String { text(marker: "$") }

    /// The text with numbered parameters behind `marker`: `?` for SQLite, whose `$1` would be a name, not a number.
    package func text(marker: Character) -> String {
        var text = ""
        var count = 0
        for part in parts {
            switch part {
            case .text(let literal): text += literal.description
            case .value:
                count += 1
                text.append(marker)
                text += String(count)
            }
        }
        return text
    }

    /// What tells this text from others, without writing it out.
    package var shape: StatementShape { StatementShape(parts) }

    /// The values of `$1`, `$2`, … in that order.
    package var values: [SQLValue] {
        parts.compactMap { if case .value(let value) = $0 { value } else { nil } }
    }

    /// PostgreSQL has two bytes for the number of values (`Bind`, section 55.7 of its manual).
    static let mostValues = 65_535

    /// The values, none of which is text with U+0000 and not too many of them: PostgreSQL could not take them, so neither
    /// engine is given them.
    package func storableValues() throws(DatabaseFault) -> [SQLValue] {
        let values = self.values
        guard values.count <= Self.mostValues else {
            throw .refusedStatement("It has \(values.count) values; \(Self.mostValues) are the most.")
        }
        for case .text(let text) in values {
            let holdsZero = text.utf8.withContiguousStorageIfAvailable { $0.contains(0) } ?? text.utf8.contains(0)
            if holdsZero { throw .constraint("Text with the character U+0000 is not stored.") }
        }
        return values
    }
}

extension Statement: ExpressibleByStringInterpolation {
    package init(stringLiteral value: StaticString) {
        parts = [.text(value)]
    }

    package init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(2 * interpolationCount + 1)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            parts.append(.text(literal))
        }

        package mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            parts.append(.value(value?.sqlValue ?? .null))
        }

        /// A parenthesised list for `IN`; an empty one matches nothing. Not for `NOT IN`, where that would be wrong.
        package mutating func appendInterpolation(_ values: [some SQLBindable]) {
            guard !values.isEmpty else { return parts.append(.text("(NULL)")) }
            parts.append(.text("("))
            for (index, value) in values.enumerated() {
                if index > 0 { parts.append(.text(", ")) }
                parts.append(.value(value.sqlValue))
            }
            parts.append(.text(")"))
        }

        /// Another statement as a part of this one, its parameters numbered on.
        package mutating func appendInterpolation(_ fragment: Statement) {
            parts.append(contentsOf: fragment.parts)
        }
    }
}

extension Statement {
    /// This statement with a further one behind it.
    package func followed(by other: Statement) -> Statement {
        var joined = self
        joined.parts.append(contentsOf: other.parts)
        return joined
    }
}
