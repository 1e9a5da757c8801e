import Domain
import Foundation
import Testing

@testable import Mail

/// The machine alone: replies in, commands out.
struct SMTPConversationTests {
    private static let offers = "chaos.test|DSN|SIZE 1000|8BITMIME|SMTPUTF8|STARTTLS|AUTH PLAIN LOGIN"

    /// Feeds replies such as `250 a|b` and gives what was written, `<tls>` and `<close>` for the other effects.
    private func run(
        _ replies: [String], encryption: SMTPEncryption = .none, loopback: Bool = false,
        credentials: SMTPCredentials? = nil, mail: OutgoingMail? = nil
    ) throws -> (said: [String], attempt: DeliveryAttempt?) {
        var machine = SMTPConversation(
            settings: SMTPSettings(
                clientName: "me.test", host: "mx.test", encryption: encryption, isLoopback: loopback,
                credentials: credentials))
        var said: [String] = []
        var attempt: DeliveryAttempt?
        func note(_ effects: [SMTPConversation.Effect]) {
            for effect in effects {
                switch effect {
                case .write(let octets, _): said.append(String(decoding: octets, as: UTF8.self).trimmed)
                case .settle(let answer): attempt = answer
                case .close: said.append("<close>")
                case .startTLS: said.append("<tls>")
                }
            }
        }
        note(machine.take(try mail ?? sampleMail()))
        for reply in replies {
            if reply == "<tls>" {
                note(machine.secured("TLS 1.3"))
                continue
            }
            let lines = reply.dropFirst(4).split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            let code = try #require(Int(reply.prefix(3)))
            note(machine.received(SMTPReply(code: code, lines: lines), hasSurplus: false))
        }
        return (said, attempt)
    }

    @Test("ENVID, ORCPT, NOTIFY, SIZE are said where the server offers them, in xtext")
    func parameters() throws {
        let mail = try sampleMail(to: "rita+a=b@example.org", envelopeID: "msg=42+a b")
        let (said, attempt) = try run(
            ["220 x", "250 \(Self.offers)", "250 ok", "250 ok", "354 go", "250 2.0.0 taken"], mail: mail)
        #expect(
            said == [
                "EHLO me.test",
                "MAIL FROM:<bounces@example.com> SIZE=\(mail.octets.count) RET=HDRS ENVID=msg+3D42+2Ba+20b",
                "RCPT TO:<rita+a=b@example.org> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;rita+2Ba+3Db@example.org",
                "DATA", "Subject: hello\r\n\r\nhello\r\n..\r\n...two\r\n.",
            ])
        guard case .accepted(let acceptance) = attempt else { throw Unexpected(try #require(attempt)) }
        #expect(acceptance.promisesReports)
        #expect(acceptance.server == "x")
    }

    @Test("A mail that asks for no reports gets no NOTIFY, but its bounce would still hold no text")
    func noReports() throws {
        let mail = try sampleMail(envelopeID: nil, reports: false)
        let (said, _) = try run(["220 x", "250 \(Self.offers)", "250 ok"], mail: mail)
        #expect(said[1] == "MAIL FROM:<bounces@example.com> SIZE=\(mail.octets.count) RET=HDRS")
        #expect(said[2] == "RCPT TO:<rita@example.org>")
    }

    @Test("Addresses beyond ASCII go with SMTPUTF8, and are refused with a sentence without it")
    func unicode() throws {
        let mail = try sampleMail(to: "ríta@example.org")
        let (said, _) = try run(["220 x", "250 \(Self.offers)", "250 ok"], mail: mail)
        #expect(said[1].contains(" SMTPUTF8 "))
        #expect(said[2].hasSuffix("ORCPT=utf-8;ríta@example.org"))
        let (silent, attempt) = try run(["220 x", "250 x|DSN"], mail: mail)
        #expect(silent == ["EHLO me.test"])
        guard case .refused(let reason)? = attempt else { throw Unexpected(try #require(attempt)) }
        #expect(reason.sentence.contains("SMTPUTF8"))
    }

    @Test("A mail over the server's limit, or 8-bit where only 7 are taken, is refused before it is named")
    func limits() throws {
        let large = try sampleMail(text: String(repeating: "x\r\n", count: 1000))
        let (said, attempt) = try run(["220 x", "250 \(Self.offers)"], mail: large)
        #expect(said.count == 1)
        guard case .refused? = attempt else { throw Unexpected(try #require(attempt)) }
        let eight = try sampleMail(text: "Subject: x\r\n\r\nü\r\n")
        guard case .refused? = try run(["220 x", "250 x"], mail: eight).attempt else {
            Issue.record("8-bit mail went to a 7-bit server")
            return
        }
    }

    @Test("After STARTTLS the server is greeted anew, and what it offered before is forgotten")
    func upgrade() throws {
        let (said, _) = try run(
            ["220 x", "250 \(Self.offers)", "220 go", "<tls>", "250 x|SIZE", "250 ok"], encryption: .required)
        #expect(said[1...3] == ["STARTTLS", "<tls>", "EHLO me.test"])
        #expect(said[4].hasSuffix("SIZE=40") || said[4].contains("SIZE="))
        #expect(said[5] == "RCPT TO:<rita@example.org>")
    }

    @Test("A password is said only over checked TLS or on this machine")
    func password() throws {
        let credentials = SMTPCredentials(user: "u", password: "p")
        #expect("\(credentials)\(String(reflecting: credentials))".contains("p\"") == false)
        for (encryption, loopback, isSaid) in [
            (SMTPEncryption.none, false, false), (.none, true, true), (.opportunistic, false, false),
            (.required, false, true),
        ] {
            let (said, _) = try run(
                ["220 x", "250 \(Self.offers)", "220 go", "<tls>", "250 \(Self.offers)"], encryption: encryption,
                loopback: loopback, credentials: credentials)
            #expect(said.contains { $0.hasPrefix("AUTH PLAIN AHUAcA==") } == isSaid)
        }
        let (login, _) = try run(
            ["220 x", "250 x|AUTH=LOGIN", "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 ok"], loopback: true,
            credentials: credentials)
        #expect(login[1...3] == ["AUTH LOGIN", "dQ==", "cA=="])
        #expect(login[4].hasPrefix("MAIL FROM"))
    }

    @Test("MH-06: CR, LF and NUL in an argument are refused before anything is written")
    func commandInjection() {
        for bad in ["a\r\nRCPT TO:<x@y>", "a\nb", "a\0b", "a\u{85}b"] {
            #expect(throws: Malformed.self) { try SMTPCommand.mail(from: bad, parameters: []).octets() }
            #expect(throws: Malformed.self) { try SMTPCommand.rcpt(to: "a@b.c", parameters: [bad]).octets() }
            #expect(throws: Malformed.self) { try SMTPCommand.ehlo(bad).octets() }
            #expect(throws: Malformed.self) { try sampleMail(envelopeID: bad) }
        }
    }

    @Test(
        "MH-06: a message that could end early is refused",
        arguments: ["x\n.\n", "x\r.\r\n", "x\r\r\n", "x\0\r\n", "x", "", String(repeating: "x", count: 999) + "\r\n"])
    func smuggling(text: String) {
        #expect(throws: Malformed.self) { try sampleMail(text: text) }
    }

    @Test("A mail and a letter print nothing of themselves")
    func silence() throws {
        let mail = try sampleMail()
        var dumped = ""
        dump(mail, to: &dumped)
        #expect(!"\(mail) \(String(reflecting: mail)) \(dumped)".contains("rita"))
    }
}
