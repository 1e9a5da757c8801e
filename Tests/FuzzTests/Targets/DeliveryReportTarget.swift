import Domain

@testable import Mail

extension FuzzTarget {
    /// RL-07: what a report says is clean and within bounds, and written down in its plainest form reads the same.
    static let deliveryReport = FuzzTarget(name: "delivery-report") { bytes in
        var input = FuzzInput(bytes)
        let isStatusAlone = input.byte() % 2 == 0
        let octets = isStatusAlone ? Written.report(input.rest()) : input.rest()
        guard let recipients = try? DeliveryReport.read(octets) else { return }
        try Broken.unless(
            (1...DeliveryReport.mostRecipients).contains(recipients.count), "\(recipients.count) recipients")
        for recipient in recipients { try check(recipient) }
        let again = try DeliveryReport.read(Written.report(Array(Written.status(recipients).utf8)))
        try Broken.unless(again == recipients, "\(recipients) became \(again)")
    }

    private static func check(_ recipient: DeliveryReport.Recipient) throws {
        try ServerWordsProperties.check(recipient.diagnostic)
        let texts = [
            recipient.envelopeID, recipient.originalRecipient, recipient.finalRecipient, recipient.remoteMTA,
            recipient.reportingMTA,
        ]
        for text in texts.compactMap({ $0 }) {
            let words = ServerWords(cleaning: text)
            try Broken.unless(words.text.utf8.elementsEqual(text.utf8), "a text that is not clean: \(text)")
            try ServerWordsProperties.check(words)
        }
        try Broken.unless(!recipient.sentence.isEmpty, "no words for staff")
        if let status = recipient.status {
            try Broken.unless(status.wholeMatch(of: /[245]\.[0-9]{1,3}\.[0-9]{1,3}/) != nil, "status \(status)")
        }
    }
}

/// Reports as the RFC writes them.
private enum Written {
    /// A whole report round a status part.
    static func report(_ status: [UInt8]) -> [UInt8] {
        let head =
            "From: MAILER-DAEMON@mx.test\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n"
            + "--b\r\n\r\nwords\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        return Array(head.utf8) + status + Array("\r\n--b--\r\n".utf8)
    }

    /// The groups of these recipients. What belongs to the message is the same for all of them.
    static func status(_ recipients: [DeliveryReport.Recipient]) -> String {
        let message = [
            field("Reporting-MTA", "dns", recipients.first?.reportingMTA) ?? "X-Group: message\r\n",
            field("Original-Envelope-Id", nil, recipients.first?.envelopeID),
        ]
        let groups = recipients.map { recipient in
            [
                field("Original-Recipient", "rfc822", recipient.originalRecipient),
                field("Final-Recipient", "rfc822", recipient.finalRecipient),
                field("Action", nil, recipient.action.rawValue), field("Status", nil, recipient.status),
                field("Remote-MTA", "dns", recipient.remoteMTA),
                field("Diagnostic-Code", "smtp", recipient.diagnostic.text),
            ]
        }
        return ([message] + groups).map { $0.compactMap { $0 }.joined() }.joined(separator: "\r\n")
    }

    private static func field(_ name: String, _ type: String?, _ value: String?) -> String? {
        value.map { "\(name): \(type.map { $0 + "; " } ?? "")\($0)\r\n" }
    }
}
