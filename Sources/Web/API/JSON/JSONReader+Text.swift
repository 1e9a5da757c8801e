import Actions

extension JSONReader {
    /// A string, in Unicode normalisation form C; the reader stands at its quotation mark.
    mutating func string() throws(JSONFault) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: text, as: UTF8.self)?.composed else { throw fault }
                return text
            case UInt8(ascii: "\\"): text.append(contentsOf: try escaped())
            case 0..<0x20: throw fault
            default: text.append(byte)
            }
        }
        throw fault
    }

    /// What a reverse solidus and what follows it stand for, in UTF-8.
    private mutating func escaped() throws(JSONFault) -> [UInt8] {
        guard let byte = next else { throw fault }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
        default: throw fault
        }
    }

    /// The code point behind `\u`, in four hexadecimal digits or in two surrogates of four each.
    private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
        let first = try codeUnit()
        guard (0xD800...0xDBFF).contains(first) else {
            guard let scalar = Unicode.Scalar(first) else { throw fault }
            return scalar
        }
        guard take("\\"), take("u") else { throw fault }
        let second = try codeUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
        else { throw fault }
        return scalar
    }

    private mutating func codeUnit() throws(JSONFault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Self.hexadecimal(byte) else { throw fault }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// A number, exactly: whole ones that fit 64 bits, also written `7.0`, and the text of all others.
    mutating func number() throws(JSONFault) -> JSON {
        let start = position
        _ = take("-")
        guard let first = next, Self.isDigit(first) else { throw fault }
        if !take("0") { skipDigits() }
        let whole = bytes[start..<position]
        var isWhole = true
        if take(".") {
            let fraction = position
            try digits()
            isWhole = bytes[fraction..<position].allSatisfy { $0 == UInt8(ascii: "0") }
        }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
            isWhole = false
        }
        if isWhole, let integer = Int64(String(decoding: whole, as: UTF8.self)) { return .integer(integer) }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() throws(JSONFault) {
        guard let byte = next, Self.isDigit(byte) else { throw fault }
        skipDigits()
    }

    private mutating func skipDigits() {
        while let byte = next, Self.isDigit(byte) { position += 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
