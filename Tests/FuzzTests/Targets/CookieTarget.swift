import Cryptography

@testable import Web

extension FuzzTarget {
    /// SE-01: the value found is one that the header holds for that very name, and a session's cookie has one spelling.
    static let cookie = FuzzTarget(name: "cookie") { bytes in
        var input = FuzzInput(bytes)
        let name = ["visitor", "staff", "form", "__Host-visitor"][input.index(below: 4)]
        let pattern = input.byte()
        var headers: [String] = []
        while !input.isEmpty { headers.append(String(decoding: input.line(), as: UTF8.self)) }
        let found = CookieHeader.value(of: name, in: headers)
        let expected = Pairs.all(in: headers).first { $0.name == Array(name.utf8) }?.value
        try Broken.unless(found.map { Array($0.utf8) } == expected, "\(headers): \(found ?? "none")")
        if let found, let secret = try? SessionSecret(reading: found) {
            try Broken.unless(secret.cookie == found, "a second spelling of a session: \(found)")
        }
        try checkOwn(name, among: headers, pattern)
    }

    /// A browser that has our cookie is known by it, whatever other cookies without our name stand round it.
    private static func checkOwn(_ name: String, among headers: [String], _ pattern: UInt8) throws {
        let own = String(repeating: "A", count: 42) + "Q"
        guard CookieHeader.value(of: name, in: headers) == nil else { return }
        let before = headers.joined(separator: "; ")
        let header = pattern % 2 == 0 ? "\(before); \(name)=\(own)" : "\(name)=\(own); \(before)"
        try Broken.unless(CookieHeader.value(of: name, in: [header]) == own, "our cookie is lost in \(header)")
    }
}

/// The rule told a second time: one pass over the bytes, state by state.
private enum Pairs {
    static func all(in headers: [String]) -> [(name: [UInt8], value: [UInt8])] {
        headers.flatMap { header in pairs(Array(header.utf8)) }
    }

    private static func pairs(_ bytes: [UInt8]) -> [(name: [UInt8], value: [UInt8])] {
        var found: [(name: [UInt8], value: [UInt8])] = []
        var name: [UInt8] = []
        var value: [UInt8]?
        var isOver = false
        for byte in bytes + [UInt8(ascii: ";")] {
            switch (byte, value != nil) {
            case (UInt8(ascii: ";"), _):
                if let value { found.append((name, value)) }
                (name, value, isOver) = ([], nil, false)
            case (UInt8(ascii: "="), false): value = []
            case (UInt8(ascii: " "), false) where name.isEmpty: break
            case (_, false): name.append(byte)
            case (UInt8(ascii: " "), true): isOver = true
            case (_, true): if !isOver { value?.append(byte) }
            }
        }
        return found
    }
}
