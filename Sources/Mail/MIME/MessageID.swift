package import Domain

/// The name of one mail in all the world (RFC 5322 section 3.6.4), such as `<4f1…@example.com>`.
package struct MessageID: Hashable, Sendable {
    /// With its angle brackets.
    package let text: String

    /// The same id and address give the same name, so a mail sent twice is one mail to those who keep it.
    package init(id: String, from address: EmailAddress) throws(Malformed) {
        let isWord = id.utf8.allSatisfy {
            switch $0 {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: true
            default: false
            }
        }
        guard isWord, (1...64).contains(id.utf8.count), address.domain.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw Malformed("Message-ID", "A message id has 1 to 64 letters and digits before an ASCII domain.")
        }
        text = "<\(id)@\(address.domain)>"
    }
}
