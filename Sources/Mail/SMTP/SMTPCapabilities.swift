/// What a server offered in its answer to EHLO (RFC 5321 section 4.1.1.1).
package struct SMTPCapabilities: Hashable, Sendable {
    package private(set) var startsTLS = false
    package private(set) var reportsDelivery = false
    package private(set) var takesEightBit = false
    package private(set) var takesUTF8 = false
    /// Whether it wants to be told the size (RFC 1870).
    package private(set) var asksForSize = false
    /// In octets; nil if it names no limit.
    package private(set) var sizeLimit: Int?
    /// Upper-cased: `PLAIN`, `LOGIN` and others.
    package private(set) var signInMethods: Set<String> = []

    package init() {}

    /// Reads the lines after the first; what is not understood is passed over.
    package init(reading reply: SMTPReply) {
        for line in reply.lines.dropFirst() {
            let words = line.uppercased().split(whereSeparator: { $0 == " " || $0 == "=" }).map(String.init)
            guard let keyword = words.first else { continue }
            switch keyword {
            case "STARTTLS": startsTLS = true
            case "DSN": reportsDelivery = true
            case "8BITMIME": takesEightBit = true
            case "SMTPUTF8": takesUTF8 = true
            case "SIZE":
                asksForSize = true
                sizeLimit = words.dropFirst().first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
            case "AUTH": signInMethods.formUnion(words.dropFirst())
            default: continue
            }
        }
    }
}
