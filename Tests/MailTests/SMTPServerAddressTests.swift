import Domain
import Testing

@testable import Mail

struct SMTPServerAddressTests {
    @Test("CASECOURIER_SMTP_URL is read with its defaults")
    func reading() throws {
        let plain = try SMTPServerAddress(reading: "smtp://mail.example.com")
        #expect(plain.port == 587 && plain.encryption == .required && plain.credentials == nil)
        let local = try SMTPServerAddress(reading: "smtp://127.0.0.1:2525")
        #expect(local.port == 2525 && local.encryption == .opportunistic && local.isLoopback)
        let implicit = try SMTPServerAddress(reading: "smtps://u%40x:p%3A%2F%20@mail.example.com?ca=/etc/ca.pem")
        #expect(implicit.port == 465 && implicit.encryption == .implicit && implicit.authorityFile == "/etc/ca.pem")
        #expect(implicit.credentials == SMTPCredentials(user: "u@x", password: "p:/ "))
        #expect("\(implicit)" == "smtps://mail.example.com:465")
        let six = try SMTPServerAddress(reading: "smtp://[::1]:25?tls=none")
        #expect(six.host == "::1" && six.encryption == .none && six.isLoopback && six.isNumeric)
        #expect(try !SMTPServerAddress(reading: "smtp://127.example.com").isLoopback)
    }

    @Test(
        "What cannot be meant is refused, naming the setting",
        arguments: [
            "", "mail.example.com:25", "http://mail.example.com", "smtp://", "smtp://a b", "smtp://mail.example.com:0",
            "smtp://mail.example.com:99999", "smtp://mail.example.com/path", "smtp://mail.example.com?tls=maybe",
            "smtps://mail.example.com?tls=none", "smtp://mail.example.com?x=1", "smtp://user@mail.example.com",
            "smtp://:p@mail.example.com", "smtp://u:p@mail.example.com?tls=none",
            "smtp://u:p@mail.example.com?tls=opportunistic", "smtp://u:p%0D%0A@mail.example.com",
            "smtp://u%00:p@mail.example.com", "smtp://mail.example.com?ca=relative.pem", "smtp://mail.example.com#x",
        ])
    func refusing(text: String) {
        #expect { try SMTPServerAddress(reading: text) } throws: { ($0 as? Malformed)?.field == "CASECOURIER_SMTP_URL" }
    }

    @Test("An authority file that cannot be read stops the start")
    func missingAuthorities() throws {
        let address = try SMTPServerAddress(reading: "smtps://mail.example.com?ca=/nonexistent.pem")
        #expect(throws: Malformed.self) {
            try SMTPTransport(configuration: .init(server: address, clientName: "updates.example.com"))
        }
    }
}
