import Domain
import Foundation

/// A JSON value (RFC 8259) with exact numbers and its members in order.
enum JSON: Hashable, Sendable {
    case null
    case yesNo(Bool)
    case integer(Int64)
    /// A number that is not whole or does not fit 64 bits, as it was written. Nobody calculates with it.
    case number(String)
    case text(String)
    case list([JSON])
    case object([Member])

    /// A name and its value.
    struct Member: Hashable, Sendable {
        let name: String
        let value: JSON
    }
}

extension JSON {
    /// The member of that name; nil for what is no object or has none.
    subscript(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The members read here were checked against a shape before: what is absent, or null where that is allowed, is nil.
    func optionalText(_ name: String) -> String? {
        guard case .text(let text)? = self[name] else { return nil }
        return text
    }

    func text(_ name: String) -> String { optionalText(name) ?? "" }

    func optionalInteger(_ name: String) -> Int64? {
        guard case .integer(let integer)? = self[name] else { return nil }
        return integer
    }

    func optionalFlag(_ name: String) -> Bool? {
        guard case .yesNo(let flag)? = self[name] else { return nil }
        return flag
    }

    func texts(_ name: String) -> [String] {
        guard case .list(let items)? = self[name] else { return [] }
        return items.compactMap { item in
            guard case .text(let text) = item else { return nil }
            return text
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(stringLiteral text: String) { self = .text(text) }
    init(arrayLiteral items: JSON...) { self = .list(items) }
    init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(members.map { Member(name: $0.0, value: $0.1) })
    }

    init<Of>(_ id: ID<Of>?) { self.init(id?.text) }
    init(_ moment: Moment?) { self.init(moment?.rfc3339) }
    init(_ text: String?) { self = text.map(JSON.text) ?? .null }
    init(_ integer: Int) { self = .integer(Int64(integer)) }
}
