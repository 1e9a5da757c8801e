package import Domain

extension Letter {
    /// The message (RFC 5322): `multipart/alternative`, text first, 7-bit but for letters in an address. The same letter
    /// gives the same octets. With files it is `multipart/mixed`, and a NUL stands where the octets of each go.
    ///
    /// Throws if any of its texts holds a line end, a NUL or another control character, or a link leads elsewhere than
    /// to `host`.
    package func octets() throws(Malformed) -> [UInt8] {
        for text in blocks.flatMap(\.texts) + blocks.flatMap(\.markup) + [preheader, contact, host] {
            _ = try OneLine.check(text, field: "letter")
        }
        for link in blocks.flatMap(\.links) { try LinkTarget.check(link.url, host: host) }
        let words =
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"\r\n\r\n--\(boundary)\r\n"
            + part("text/plain", PlainPart(self).lines) + "--\(boundary)\r\n"
            + part("text/html", HTMLPart(self).lines) + "--\(boundary)--\r\n"
        return Array((try headers() + mixed(words)).utf8)
    }

    private func mixed(_ words: String) throws(Malformed) -> String {
        guard !enclosures.isEmpty else { return words }
        var message = "Content-Type: multipart/mixed; boundary=\"\(Enclosure.boundary)\"\r\n\r\n"
        message += "--\(Enclosure.boundary)\r\n\(words)"
        for enclosure in enclosures { message += "--\(Enclosure.boundary)\r\n\(try enclosure.head())\r\n\0\r\n" }
        return message + "--\(Enclosure.boundary)--\r\n"
    }

    /// Cannot occur in a part: there every equals sign is written `=3D`.
    private var boundary: String { "=_casecourier_alternative" }

    private func headers() throws(Malformed) -> String {
        var fields = [
            try HeaderLine.tokens("Date", date.mailDate.split(separator: " ").map(String.init)),
            try HeaderLine.mailbox("From", from, displayName: fromName),
            try HeaderLine.mailbox("To", to),
        ]
        if let replyTo { fields.append(try HeaderLine.mailbox("Reply-To", replyTo)) }
        fields.append(try HeaderLine.text("Subject", subject))
        fields.append(try HeaderLine.tokens("Message-ID", [messageID.text]))
        if let parent = references.last {
            fields.append(try HeaderLine.tokens("In-Reply-To", [parent.text]))
            fields.append(try HeaderLine.tokens("References", references.map(\.text)))
        }
        if isAutomatic { fields.append(try HeaderLine.tokens("Auto-Submitted", ["auto-generated"])) }
        fields.append(try HeaderLine.tokens("X-Auto-Response-Suppress", ["OOF,", "AutoReply"]))
        fields.append("MIME-Version: 1.0\r\n")
        return fields.joined()
    }

    private func part(_ type: String, _ lines: [String]) -> String {
        "Content-Type: \(type); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + QuotedPrintable.encoded(lines)
    }
}
