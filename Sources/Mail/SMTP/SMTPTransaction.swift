import Domain

/// One mail: MAIL, RCPT, DATA, the message, and before all but the first a RSET.
extension SMTPConversation {
    mutating func beginTransaction() -> [Effect] {
        hasCarriedMail ? say(.rset, then: .reset) : sayMAIL()
    }

    mutating func answeredRSET(_ reply: SMTPReply) -> [Effect] {
        reply.isPositive ? sayMAIL() : broken(.dropped)
    }

    mutating func answeredMAIL(_ reply: SMTPReply) -> [Effect] {
        guard let mail else { return broken(.nonsense) }
        guard reply.isPositive else { return declined(reply) }
        return say(.rcpt(to: mail.recipient.spelling, parameters: recipientParameters(mail)), then: .rcptTo)
    }

    mutating func answeredRCPT(_ reply: SMTPReply) -> [Effect] {
        reply.isPositive ? say(.data, then: .data) : declined(reply)
    }

    mutating func answeredDATA(_ reply: SMTPReply) -> [Effect] {
        guard let mail else { return broken(.nonsense) }
        guard reply.code == 354 else { return declined(reply) }
        step = .content
        return [.write(DotStuffing.wire(mail.octets), .content)]
    }

    mutating func answeredContent(_ reply: SMTPReply) -> [Effect] {
        guard let mail else { return broken(.nonsense) }
        guard reply.isPositive else { return declined(reply) }
        step = .idle
        return settle(
            .accepted(
                DeliveryAttempt.Acceptance(
                    server: serverName, enhancedCode: reply.enhancedCode, words: reply.words,
                    security: security ?? "no TLS",
                    promisesReports: mail.asksForReports && capabilities.reportsDelivery)))
    }

    private mutating func sayMAIL() -> [Effect] {
        guard let mail else { return [] }
        if let objection = objection(to: mail) {
            step = .idle
            return settle(.refused(.init(sentence: objection)))
        }
        hasCarriedMail = true
        return say(.mail(from: mail.sender.spelling, parameters: senderParameters(mail)), then: .mailFrom)
    }

    private func objection(to mail: OutgoingMail) -> String? {
        if mail.needsUTF8Headers, !capabilities.takesUTF8 {
            return "The mail server cannot send to addresses with letters beyond a to z (it lacks SMTPUTF8)."
        }
        if mail.isEightBit, !mail.needsUTF8Headers, !capabilities.takesEightBit {
            return "The mail server takes 7-bit mail only."
        }
        if let limit = capabilities.sizeLimit, mail.octets.count > limit {
            return "The mail is larger than the mail server takes."
        }
        return nil
    }

    private func senderParameters(_ mail: OutgoingMail) -> [String] {
        var parameters: [String] = []
        if capabilities.asksForSize { parameters.append("SIZE=\(mail.octets.count)") }
        if mail.isEightBit, capabilities.takesEightBit { parameters.append("BODY=8BITMIME") }
        if mail.needsUTF8Headers { parameters.append("SMTPUTF8") }
        if capabilities.reportsDelivery {
            parameters.append("RET=HDRS")
            if let id = mail.envelopeID { parameters.append("ENVID=\(XText.encoded(id))") }
        }
        return parameters
    }

    private func recipientParameters(_ mail: OutgoingMail) -> [String] {
        guard capabilities.reportsDelivery, mail.asksForReports else { return [] }
        let address = mail.recipient.spelling
        let isASCII = address.utf8.allSatisfy { $0 < 0x80 }
        let original =
            isASCII ? "rfc822;\(XText.encoded(address))" : "utf-8;\(XText.unicodeEncoded(address))"
        return ["NOTIFY=SUCCESS,FAILURE,DELAY", "ORCPT=\(original)"]
    }

    /// 530, 535 and 538 are about our sign-in, not about the mail, so they do not refuse it for good.
    private mutating func declined(_ reply: SMTPReply) -> [Effect] {
        let isAboutUs = [530, 535, 538].contains(reply.code)
        guard reply.isTransient || reply.isFinal else { return broken(.nonsense) }
        step = .idle
        if reply.isFinal, !isAboutUs { return settle(.refused(reason(reply))) }
        let sentence = PlainSentence.explaining(status: reply.enhancedCode, isFinal: false)
        return settle(.delayed(reason(reply, sentence: sentence)))
    }
}
