/// How encryption is used on the way to the mail server.
package enum SMTPEncryption: Hashable, Sendable {
    /// Never.
    case none
    /// STARTTLS where it is offered; the certificate is not checked.
    case opportunistic
    /// STARTTLS with a checked certificate, or no mail.
    case required
    /// TLS from the first octet with a checked certificate (RFC 8314).
    case implicit

    /// Whether the server has to prove who it is.
    package var checksCertificate: Bool { self == .required || self == .implicit }
}

/// The name and password we sign in to the mail server with. Its printed form shows neither.
package struct SMTPCredentials: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    package let user: String
    package let password: String

    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    package var description: String { "credentials" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// What a conversation with the mail server has to know beforehand.
package struct SMTPSettings: Sendable {
    /// What we call ourselves in EHLO.
    package let clientName: String
    package let host: String
    package let encryption: SMTPEncryption
    /// The server runs on this machine, so that nobody can listen in between.
    package let isLoopback: Bool
    package let credentials: SMTPCredentials?

    package init(
        clientName: String, host: String, encryption: SMTPEncryption, isLoopback: Bool,
        credentials: SMTPCredentials? = nil
    ) {
        self.clientName = clientName
        self.host = host
        self.encryption = encryption
        self.isLoopback = isLoopback
        self.credentials = credentials
    }
}
