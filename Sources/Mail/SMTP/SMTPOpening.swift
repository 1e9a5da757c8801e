import Foundation

/// From the greeting to the point where mail can be handed over: EHLO, STARTTLS, AUTH.
extension SMTPConversation {
    mutating func greeted(_ reply: SMTPReply) -> [Effect] {
        guard reply.code == 220 else { return giveUp(reply) }
        if let name = reply.lines.first?.split(separator: " ").first {
            let cleaned = ServerWords(cleaning: String(name.prefix(255))).text
            if !cleaned.isEmpty { serverName = cleaned }
        }
        return say(.ehlo(settings.clientName), then: .ehlo)
    }

    mutating func answeredEHLO(_ reply: SMTPReply) -> [Effect] {
        if reply.isPositive {
            capabilities = SMTPCapabilities(reading: reply)
            return secureOrSignIn()
        }
        return reply.isFinal ? say(.helo(settings.clientName), then: .helo) : giveUp(reply)
    }

    mutating func answeredHELO(_ reply: SMTPReply) -> [Effect] {
        guard reply.isPositive else { return giveUp(reply) }
        capabilities = SMTPCapabilities()
        return secureOrSignIn()
    }

    /// Octets that stand behind the 220 were not encrypted, so anybody may have put them there; they would be read as
    /// if they were. The line is given up (the injection of CVE-2011-0411, seen from the client).
    mutating func answeredSTARTTLS(_ reply: SMTPReply, hasSurplus: Bool) -> [Effect] {
        guard reply.code == 220 else {
            guard settings.encryption == .opportunistic, reply.isFinal else { return giveUp(reply) }
            return signInOrBegin()
        }
        guard !hasSurplus else { return broken(.nonsense) }
        step = .handshake
        return [.startTLS]
    }

    /// TLS is up; `description` says which. After STARTTLS the server is greeted again and all it said before is forgotten.
    package mutating func secured(_ description: String) -> [Effect] {
        security = description
        guard step == .handshake else { return [] }
        capabilities = SMTPCapabilities()
        return say(.ehlo(settings.clientName), then: .ehlo)
    }

    mutating func answeredSignIn(_ reply: SMTPReply) -> [Effect] {
        guard reply.code == 235 else {
            return giveUp(reply, sentence: "The mail server did not accept our sign-in.")
        }
        return ready()
    }

    mutating func askedForSignIn(_ reply: SMTPReply) -> [Effect] {
        guard reply.code == 334, let credentials = settings.credentials else { return answeredSignIn(reply) }
        let isUser = step == .authLoginUser
        let answer = Data((isUser ? credentials.user : credentials.password).utf8).base64EncodedString()
        return say(.authLine(answer), then: isUser ? .authLoginPassword : .authLoginEnd)
    }

    private mutating func secureOrSignIn() -> [Effect] {
        if security != nil || settings.encryption == .none { return signInOrBegin() }
        if capabilities.startsTLS { return say(.startTLS, then: .startTLS) }
        return settings.encryption == .opportunistic ? signInOrBegin() : broken(.tlsNotOffered)
    }

    private mutating func signInOrBegin() -> [Effect] {
        guard let credentials = settings.credentials else { return ready() }
        let isPrivate = settings.isLoopback || (security != nil && settings.encryption.checksCertificate)
        guard isPrivate else { return broken(.tlsNotOffered) }
        if capabilities.signInMethods.contains("PLAIN") {
            let initial = Data("\0\(credentials.user)\0\(credentials.password)".utf8).base64EncodedString()
            return say(.auth(method: "PLAIN", initial: initial), then: .authPlain)
        }
        if capabilities.signInMethods.contains("LOGIN") {
            return say(.auth(method: "LOGIN", initial: nil), then: .authLoginUser)
        }
        step = .closed
        let sentence = "The mail server offers no way to sign in that we know (PLAIN, LOGIN)."
        return settle(.delayed(.init(sentence: sentence))) + [.close([])]
    }

    private mutating func ready() -> [Effect] {
        step = .idle
        if isVisit { return settle(.accepted(welcome)) + takeLeave() }
        return mail == nil ? [] : beginTransaction()
    }

    /// How far a visit came: signed in where we have credentials, and with or without reports.
    private var welcome: DeliveryAttempt.Acceptance {
        DeliveryAttempt.Acceptance(
            server: serverName, enhancedCode: nil, words: .none, security: security ?? "no TLS",
            promisesReports: capabilities.reportsDelivery)
    }

    /// A refusal before any mail was named is about us or the server, not about the recipient: later may be better.
    private mutating func giveUp(_ reply: SMTPReply, sentence: String? = nil) -> [Effect] {
        let words = sentence ?? PlainSentence.explaining(status: reply.enhancedCode, isFinal: false)
        step = .closed
        return settle(.delayed(reason(reply, sentence: words))) + [.close(Array("QUIT\r\n".utf8))]
    }
}
