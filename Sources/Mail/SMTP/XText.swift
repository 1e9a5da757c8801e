/// Envelope ids and addresses written so that they fit into an SMTP parameter (RFC 3461 section 4, RFC 6533).
package enum XText {
    /// `+`, `=` and all that is not printable ASCII becomes `+` and two upper-case hexadecimal digits.
    package static func encoded(_ text: String) -> String {
        var octets: [UInt8] = []
        for octet in text.utf8 {
            if (0x21...0x7e).contains(octet), octet != UInt8(ascii: "+"), octet != UInt8(ascii: "=") {
                octets.append(octet)
            } else {
                let digits = String(octet, radix: 16, uppercase: true)
                octets += Array((digits.utf8.count == 1 ? "+0" + digits : "+" + digits).utf8)
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// The form for addresses with letters beyond ASCII, which stand as they are (`utf-8-addr-unitext`).
    package static func unicodeEncoded(_ text: String) -> String {
        var kept = ""
        for scalar in text.unicodeScalars {
            let isRefused = !(0x21...0x7e).contains(scalar.value) && scalar.isASCII
            if isRefused || scalar == "+" || scalar == "=" || scalar == "\\" {
                kept += "\\x{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                kept.unicodeScalars.append(scalar)
            }
        }
        return kept
    }
}
