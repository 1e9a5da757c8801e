import Actions
import Domain
import Glibc
import Mail

/// Whether mails can leave: the server is reached, secured and signed in to, and nothing is sent.
struct MailExamination {
    private let configuration: ServiceConfiguration

    init(_ configuration: ServiceConfiguration) { self.configuration = configuration }

    func findings() async -> [Finding] {
        guard let server = configuration.mailServer else {
            return [
                .ok(
                    .mail,
                    "Mails are kept on disk and not sent, as development does without \(Setting.smtpURL.variable).")
            ]
        }
        return await visit(server) + sender
    }

    private func visit(_ server: SMTPServerAddress) async -> [Finding] {
        let transport: SMTPTransport
        do {
            transport = try SMTPTransport(
                configuration: configuration.mailTransport(to: server, patience: .seconds(10)))
        } catch {
            return [.problem(.mail, "\(error.field): \(error.remedy)")]
        }
        switch await transport.visit() {
        case .accepted(let welcome):
            let signedIn = server.credentials == nil ? "" : " and let us sign in"
            let reached = "The mail server \(server) answers as \(welcome.server) (\(welcome.security))\(signedIn)."
            return [.ok(.mail, reached), reports(welcome)]
        case .delayed(let reason), .refused(let reason):
            let words = "\(reason.sentence) \(reason.words.text)".trimmed
            return [.problem(.mail, "No mail can leave through \(server): \(words) Check \(Setting.smtpURL.variable).")]
        }
    }

    private func reports(_ welcome: DeliveryAttempt.Acceptance) -> Finding {
        welcome.promisesReports
            ? .ok(.mail, "The mail server offers delivery reports (DSN).")
            : .warning(
                .mail,
                "The mail server offers no delivery reports (DSN): the tracker will say sent, and never delivered. Use one that "
                    + "does, if recipients' delivery has to be shown.")
    }

    private var sender: [Finding] {
        let domain = String(configuration.organisation.mailFrom.spelling.split(separator: "@").last ?? "")
        let reserved = ["example", "test", "invalid", "localhost"]
        guard !reserved.contains(domain.split(separator: ".").last.map(String.init) ?? "") else {
            let mark: Finding.Mark = configuration.environment == .production ? .problem : .ok
            return [
                Finding(
                    area: .mail, mark: mark,
                    sentence:
                        "Mails come from \(domain), a name that is nobody's. Set \(Setting.mailFrom.variable) before real "
                        + "use.")
            ]
        }
        var found: UnsafeMutablePointer<addrinfo>?
        defer { if let found { freeaddrinfo(found) } }
        guard getaddrinfo(domain, nil, nil, &found) == 0 else {
            return [
                .warning(
                    .mail,
                    "The sender's domain \(domain) has no address. Reports and replies reach it only if it has an MX record; check "
                        + "that, and SPF and DKIM.")
            ]
        }
        return [.ok(.mail, "The sender's domain \(domain) is known to the name service.")]
    }
}
