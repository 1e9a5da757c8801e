package import Domain

/// One command of ours to an SMTP server.
package enum SMTPCommand: Hashable, Sendable {
    case ehlo(String)
    case helo(String)
    case startTLS
    case auth(method: String, initial: String?)
    /// A line of an AUTH exchange, in base64.
    case authLine(String)
    case mail(from: String, parameters: [String])
    case rcpt(to: String, parameters: [String])
    case data
    case rset
    case quit

    /// The line with its CRLF. An argument with a control character is refused before anything is written, so that no
    /// address, name or id can become a second command.
    package func octets() throws(Malformed) -> [UInt8] {
        let line = text
        let isClean = line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) }
        guard isClean else { throw Malformed("smtp", "A mail command holds no control characters.") }
        return Array(line.utf8) + [13, 10]
    }

    private var text: String {
        switch self {
        case .ehlo(let name): "EHLO \(name)"
        case .helo(let name): "HELO \(name)"
        case .startTLS: "STARTTLS"
        case .auth(let method, let initial): (["AUTH", method] + (initial.map { [$0] } ?? [])).joined(separator: " ")
        case .authLine(let line): line
        case .mail(let sender, let parameters): (["MAIL FROM:<\(sender)>"] + parameters).joined(separator: " ")
        case .rcpt(let recipient, let parameters): (["RCPT TO:<\(recipient)>"] + parameters).joined(separator: " ")
        case .data: "DATA"
        case .rset: "RSET"
        case .quit: "QUIT"
        }
    }
}
