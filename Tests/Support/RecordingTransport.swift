package import Domain
internal import Foundation
package import Mail
internal import Synchronization

/// Takes every mail and keeps it, or refuses or delays as it is told.
package final class RecordingTransport: MailTransport {
    private let taken = Mutex<[OutgoingMail]>([])
    private let answer = Mutex<(attempt: DeliveryAttempt, recipient: EmailAddress?)?>(nil)

    package init() {}

    /// Everything that was accepted, oldest first.
    package var mails: [OutgoingMail] { taken.withLock { $0 } }

    /// What the next tries are answered with, or only those to `recipient`; nil accepts.
    package func answer(with attempt: DeliveryAttempt?, to recipient: EmailAddress? = nil) {
        answer.withLock { $0 = attempt.map { ($0, recipient) } }
    }

    package func deliver(_ mail: OutgoingMail) async -> DeliveryAttempt {
        if let answer = answer.withLock({ $0 }), answer.recipient == nil || answer.recipient == mail.recipient {
            return answer.attempt
        }
        taken.withLock { $0.append(mail) }
        return .accepted(
            DeliveryAttempt.Acceptance(
                server: "mx.example.test", enhancedCode: "2.0.0", words: .none, security: "no TLS",
                promisesReports: true))
    }
}

extension OutgoingMail {
    /// The decoded text part of the message.
    package var text: String {
        let message = String(decoding: octets, as: UTF8.self)
        let parts = message.components(separatedBy: "Content-Transfer-Encoding: quoted-printable\r\n\r\n")
        // All our boundaries begin so, and no text has it (RFC 2045 section 6.7): a line of a link may well begin with "--".
        guard parts.count > 1, let body = parts[1].components(separatedBy: "\r\n--=_").first else { return "" }
        return Self.unquoted(body)
    }

    /// The address it goes to.
    package var to: String { recipient.canonical }

    package var subject: String? {
        let lines = String(decoding: octets, as: UTF8.self).components(separatedBy: "\r\n")
        return lines.first { $0.hasPrefix("Subject: ") }.map { String($0.dropFirst("Subject: ".count)) }
    }

    /// The eight digits of a code mail.
    package var code: String? {
        text.firstMatch(of: /\b(\d{4}) (\d{4})\b/).map { "\($0.1)\($0.2)" }
    }

    /// The path of the link to an account that the mail brings.
    package var accountPath: String? {
        text.firstMatch(
            of: /\/(?:invitations|password-resets|unlocking|address-changes|portal\/activations)\/[A-Za-z0-9_-]{43}/
        ).map {
            String($0.output)
        }
    }

    /// The secret at the end of that path.
    package var accountSecret: String? { accountPath.flatMap { $0.split(separator: "/").last.map(String.init) } }

    /// The tokens of all file links in the mail, in order, each once.
    package var tokens: [String] {
        var tokens: [String] = []
        for match in text.matches(of: /\/f\/(v1\.[A-Za-z0-9._-]+)/) where !tokens.contains(String(match.1)) {
            tokens.append(String(match.1))
        }
        return tokens
    }

    private static func unquoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.replacingOccurrences(of: "=\r\n", with: "").utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "="), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
