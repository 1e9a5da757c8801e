package import Domain

/// A file on its way in a letter.
package struct Enclosure: Hashable, Sendable {
    package let name: FileName
    package let type: MediaType

    package init(name: FileName, type: MediaType) {
        self.name = name
        self.type = type
    }

    /// Cannot occur in a part: neither in quoted-printable, where every equals sign is written `=3D`, nor in base64.
    static let boundary = "=_casecourier_mixed"

    /// The headers of its part. No program is told a type that a browser would run (UD-04).
    func head() throws(Malformed) -> String {
        let name = try OneLine.check(self.name.text, field: "file")
        return "Content-Type: \(type.servable)\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment;\r\n\(Self.parameter(name))\r\n"
    }

    /// In pieces of at most 60 octets (RFC 2231 sections 3 and 4.1), so that no line is long whatever the name.
    private static func parameter(_ name: String) -> String {
        if name.utf8.count <= 60, name.utf8.allSatisfy(isPlain) { return " filename=\"\(name)\"" }
        var pieces = [""]
        for octet in name.utf8 {
            let token = isPlain(octet) && octet != 0x20 ? String(UnicodeScalar(octet)) : hexadecimal(octet)
            if pieces[pieces.count - 1].utf8.count + token.utf8.count > 48 { pieces.append("") }
            pieces[pieces.count - 1] += token
        }
        return pieces.enumerated().map { number, piece in
            " filename*\(number)*=\(number == 0 ? "UTF-8''" : "")\(piece)"
        }.joined(separator: ";\r\n")
    }

    /// Letters, digits and what stands for itself both in a quoted string and in an extended value.
    private static func isPlain(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x20, 0x2d, 0x2e, 0x5f: true
        default: false
        }
    }

    private static func hexadecimal(_ octet: UInt8) -> String {
        let digits = String(octet, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "%0" + digits : "%" + digits
    }
}
