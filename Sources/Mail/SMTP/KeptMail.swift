package import Domain

/// One mail of the mailbox on disk, taken apart for reading.
package struct KeptMail: Sendable {
    /// Counts up from 1 in a folder.
    package let number: Int
    package let sender: String
    package let recipient: EmailAddress
    package let subject: String
    /// As the `Date` header writes it.
    package let date: String
    package let text: String
    /// As it was sent; show it in a frame of its own without any rights.
    package let html: String
    /// The message as it went out, below the two lines the folder put on top.
    package let source: String

    init?(number: Int, octets: [UInt8]) {
        guard let mail = ReadMail(octets), let parts = try? mail.parts(most: 200, depth: 20),
            let recipient = try? EmailAddress(reading: mail.header("Delivered-To") ?? "")
        else { return nil }
        func text(_ type: String) -> String { parts.first { $0.type == type }.flatMap(mail.text) ?? "" }
        self.number = number
        self.recipient = recipient
        sender = mail.header("From") ?? ""
        subject = mail.header("Subject") ?? ""
        date = mail.header("Date") ?? ""
        self.text = text("text/plain")
        html = text("text/html")
        source = String(decoding: octets, as: UTF8.self)
    }
}
