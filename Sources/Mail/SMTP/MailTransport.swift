/// The way a mail leaves the process: to an SMTP server, or into a folder during development. One of the five seams.
package protocol MailTransport: Sendable {
    /// Hands one mail to the next server and says what became of it. Never throws: every failure is an answer.
    func deliver(_ mail: OutgoingMail) async -> DeliveryAttempt
}
