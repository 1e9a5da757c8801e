import Domain

/// A part of a conversation with its own patience (RFC 5321 section 4.5.3.2, shortened where its minutes serve nobody).
package enum SMTPStage: Hashable, Sendable {
    case connect, greeting, command, content
}

/// How long to wait at each stage.
package struct SMTPDeadlines: Hashable, Sendable {
    /// Name look-up and connecting.
    package var connect: Duration = .seconds(30)
    /// From the connection to the server's first reply.
    package var greeting: Duration = .seconds(60)
    /// Each command, and the TLS handshake.
    package var command: Duration = .seconds(60)
    /// From the first octet of the message to the reply after its final dot.
    package var content: Duration = .minutes(10)
    /// How long a line is kept open for the next mail.
    package var idle: Duration = .seconds(30)

    package init() {}

    func patience(at stage: SMTPStage) -> Duration {
        switch stage {
        case .connect: connect
        case .greeting: greeting
        case .command: command
        case .content: content
        }
    }
}
