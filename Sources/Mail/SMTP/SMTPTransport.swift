package import Domain

/// Sends mail through one SMTP server, over at most a few lines at a time that are kept open for the next mail.
///
/// Any number of callers may deliver at once; those beyond the lines wait their turn. A mail that meets a dead idle line
/// is tried once on a fresh one, and only if nothing of it was said on the first.
package actor SMTPTransport: MailTransport {
    /// Which server, under which name, how patiently, over how many lines.
    package struct Configuration: Sendable {
        /// The mail server.
        package var server: SMTPServerAddress
        /// What we call ourselves in EHLO: our own host name.
        package var clientName: String
        /// How long to wait at each stage.
        package var deadlines = SMTPDeadlines()
        /// Most lines open at once.
        package var lines = 4

        package init(server: SMTPServerAddress, clientName: String) {
            self.server = server
            self.clientName = clientName
        }
    }

    private let configuration: Configuration
    private let settings: SMTPSettings
    private let trust: SMTPTrust
    private var idle: [SMTPLine] = []
    private let turns: TurnQueue

    /// Throws if the client name is no host name, or the file of authorities cannot be read.
    package init(configuration: Configuration) throws(Malformed) {
        let name = configuration.clientName
        let isName = name.utf8.allSatisfy {
            switch $0 {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x3a, 0x5b, 0x5d: true
            default: false
            }
        }
        guard isName, (1...253).contains(name.utf8.count) else {
            throw Malformed("CASECOURIER_PUBLIC_URL", "The host name has letters, digits, dots and hyphens only.")
        }
        let server = configuration.server
        self.configuration = configuration
        settings = SMTPSettings(
            clientName: name, host: server.host, encryption: server.encryption, isLoopback: server.isLoopback,
            credentials: server.credentials)
        trust = try SMTPTrust(server)
        turns = TurnQueue(places: max(1, configuration.lines))
    }

    /// One try over one line, within the sum of the deadlines. Cancelling ends it at once.
    package func deliver(_ mail: OutgoingMail) async -> DeliveryAttempt {
        guard await turns.take() else { return .delayed(.init(sentence: LineFault.stopped.sentence)) }
        let attempt = await deliverInTurn(mail)
        await turns.giveBack()
        return attempt
    }

    /// Connects, secures the line and signs in as for a mail, and sends nothing: what would become of a mail so far.
    package func visit() async -> DeliveryAttempt {
        await SMTPLine.open(
            to: configuration.server, settings: settings, trust: trust, deadlines: configuration.deadlines,
            carrying: nil
        ).outcome.attempt
    }

    /// Says goodbye on all idle lines.
    package func close() {
        for line in idle { line.close() }
        idle = []
    }

    private func deliverInTurn(_ mail: OutgoingMail) async -> DeliveryAttempt {
        while let line = idle.popLast() {
            guard line.isOpen else { continue }
            let outcome = await line.carry(mail)
            keep(line, after: outcome)
            if outcome.isReusable || outcome.hasSpokenOfMail { return outcome.attempt }
            break
        }
        let (line, outcome) = await SMTPLine.open(
            to: configuration.server, settings: settings, trust: trust, deadlines: configuration.deadlines,
            carrying: mail)
        keep(line, after: outcome)
        return outcome.attempt
    }

    private func keep(_ line: SMTPLine?, after outcome: SMTPLine.Outcome) {
        guard let line, outcome.isReusable else { return }
        idle.append(line)
    }
}
