import Actions
import Domain

/// The words of a mail as they were typed.
struct MailWordingEntry: Sendable {
    let subject: String
    let opening: String
    let closing: String

    init(reading form: Form) throws(Refusal) {
        try form.only(["subject", "opening", "closing"])
        subject = form.text("subject")
        opening = form.text("opening")
        closing = form.text("closing")
    }

    init(_ wording: MailWording) {
        subject = wording.subject ?? ""
        opening = wording.opening ?? ""
        closing = wording.closing ?? ""
    }

    /// The wording, if it can be one; what is wrong with each field otherwise.
    func wording(_ template: MailTemplate, _ reading: inout FormReading) -> MailWording? {
        for (subject, opening, closing) in [(subject, "", ""), ("", opening, ""), ("", "", closing)] {
            _ = reading.read { () throws(Malformed) in
                try MailWording(reading: template, subject: subject, opening: opening, closing: closing)
            }
        }
        guard reading.isGood else { return nil }
        return reading.read { () throws(Malformed) in
            try MailWording(reading: template, subject: subject, opening: opening, closing: closing)
        }
    }
}
