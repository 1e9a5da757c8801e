import Domain

/// Our side of a conversation with an SMTP server (RFC 5321), as a pure state machine: replies go in, what to do next
/// comes out. It knows no socket and no clock.
///
/// One mail at a time, one recipient each. The driver calls `take` with a mail, feeds in replies, and hears the mail's
/// fate in one `settle`. After `close` nothing more is said.
package struct SMTPConversation: Sendable {
    /// What the driver has to do next.
    package enum Effect: Hashable, Sendable {
        /// Write the octets and expect a reply within the deadline of the stage.
        case write([UInt8], SMTPStage)
        /// Begin TLS, then call `secured`.
        case startTLS
        /// The mail in hand is dealt with.
        case settle(DeliveryAttempt)
        /// Write the octets, if any, and close the line.
        case close([UInt8])
    }

    enum Step: Hashable, Sendable {
        case greeting, ehlo, helo, startTLS, handshake
        case authPlain, authLoginUser, authLoginPassword, authLoginEnd
        case idle, reset, mailFrom, rcptTo, data, content, closed
    }

    let settings: SMTPSettings
    var step = Step.greeting
    var capabilities = SMTPCapabilities()
    var serverName: String
    /// How the line is encrypted, in words; nil while it is not.
    var security: String?
    var mail: OutgoingMail?
    /// Nothing is to be sent: only whether mail could be.
    var isVisit = false
    var hasCarriedMail = false
    var finalDotIsOut = false
    /// Whether anything of the mail in hand was said to the server, so that a second line must not be tried.
    package private(set) var hasSpokenOfMail = false

    package init(settings: SMTPSettings) {
        self.settings = settings
        serverName = settings.host
    }

    /// Signed in, and no mail under way.
    package var isIdle: Bool { step == .idle }

    /// Hands over the next mail; only while none is in hand.
    package mutating func take(_ next: OutgoingMail) -> [Effect] {
        precondition(mail == nil, "A conversation carries one mail at a time.")
        mail = next
        hasSpokenOfMail = false
        finalDotIsOut = false
        if step == .closed { return settle(.delayed(.init(sentence: LineFault.dropped.sentence))) }
        return step == .idle ? beginTransaction() : []
    }

    /// Goes up to the point where mail could be handed over, settles with what was found, and takes leave. Only before the
    /// greeting.
    package mutating func visit() {
        precondition(mail == nil && step == .greeting, "A visit is all that a conversation does.")
        isVisit = true
    }

    /// A whole reply has come. `hasSurplus` tells that more octets stand behind it already.
    package mutating func received(_ reply: SMTPReply, hasSurplus: Bool) -> [Effect] {
        if reply.code == 421 { return turnedAway(reply) }
        return switch step {
        case .greeting: greeted(reply)
        case .ehlo: answeredEHLO(reply)
        case .helo: answeredHELO(reply)
        case .startTLS: answeredSTARTTLS(reply, hasSurplus: hasSurplus)
        case .authPlain, .authLoginEnd: answeredSignIn(reply)
        case .authLoginUser, .authLoginPassword: askedForSignIn(reply)
        case .reset: answeredRSET(reply)
        case .mailFrom: answeredMAIL(reply)
        case .rcptTo: answeredRCPT(reply)
        case .data: answeredDATA(reply)
        case .content: answeredContent(reply)
        case .handshake, .idle: broken(.nonsense)
        case .closed: []
        }
    }

    /// The whole message and its final dot were handed to the network: from here on the server may have the mail.
    package mutating func contentIsOut() {
        if step == .content { finalDotIsOut = true }
    }

    /// The line is lost, for whatever reason. A mail in hand is delayed.
    package mutating func broken(_ fault: LineFault) -> [Effect] {
        guard step != .closed else { return [] }
        let isAmbiguous = step == .content && finalDotIsOut
        step = .closed
        let sentence = isAmbiguous ? LineFault.sentenceAfterFinalDot : fault.sentence
        return settle(.delayed(.init(sentence: sentence, isAmbiguous: isAmbiguous))) + [.close([])]
    }

    /// Takes leave of the server, when the line was idle long enough.
    package mutating func takeLeave() -> [Effect] {
        guard step == .idle else { return [] }
        step = .closed
        return [.close(Array("QUIT\r\n".utf8))]
    }

    mutating func settle(_ attempt: DeliveryAttempt) -> [Effect] {
        guard mail != nil || isVisit else { return [] }
        mail = nil
        isVisit = false
        return [.settle(attempt)]
    }

    /// Writes a command and waits for its reply in `next`. A command that cannot be written refuses the mail.
    mutating func say(_ command: SMTPCommand, then next: Step) -> [Effect] {
        do {
            let octets = try command.octets()
            step = next
            if next == .mailFrom { hasSpokenOfMail = true }
            return [.write(octets, .command)]
        } catch {
            step = .closed
            return settle(.refused(.init(sentence: error.remedy))) + [.close([])]
        }
    }

    /// The server ends the conversation (421), at whatever point.
    private mutating func turnedAway(_ reply: SMTPReply) -> [Effect] {
        step = .closed
        return settle(.delayed(reason(reply))) + [.close([])]
    }

    func reason(_ reply: SMTPReply, sentence: String? = nil) -> DeliveryAttempt.Reason {
        let status = reply.enhancedCode
        return DeliveryAttempt.Reason(
            code: reply.code, enhancedCode: status, words: reply.words,
            sentence: sentence ?? PlainSentence.explaining(status: status, isFinal: reply.isFinal))
    }
}
