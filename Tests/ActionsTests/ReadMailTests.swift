import Domain
import Mail
import TestSupport
import Testing

/// What tests find in the mails that were taken.
@Suite struct ReadMailTests {
    @Test("A link is read whole wherever its line was broken, also before two hyphens")
    func broken() throws {
        let address = try EmailAddress(reading: "ana@client.example")
        let writer = LetterWriter(
            fromName: "Secure Updates", from: address, organisation: "Firm", contact: "Call us",
            host: "updates.example.com")
        for length in 0..<160 {
            let token = "v1.k1." + String(repeating: "a", count: length) + "--" + String(repeating: "b", count: 40)
            let stamp = LetterStamp(
                to: address, id: "7ahbcdefghijklmnopqrstuvab", date: Moment(milliseconds: 1_795_442_527_120))
            let letter = try writer.caseUpdate(
                stamp, links: .files(["https://updates.example.com/f/\(token)"]),
                until: StatedTime(Moment(milliseconds: 1_795_442_527_120)), asksForCode: true)
            let mail = try OutgoingMail(
                sender: address, recipient: address, octets: letter.octets(), envelopeID: "e", asksForReports: false)
            #expect(mail.tokens == [token], "\(length)")
        }
    }
}
