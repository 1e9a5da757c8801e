import Cryptography
import Domain
import Mail
import Records
import SQL

extension Installation {
    /// Writes down what became of one try: the letter's own row and the event that staff see, in one transaction.
    func settle(_ letter: TakenLetter, _ attempt: DeliveryAttempt, schedule: RetrySchedule) async throws {
        let now = world.now()
        switch attempt {
        case .accepted(let acceptance):
            let reply = Self.words(acceptance)
            try await database.write(.guarded) { transaction in
                guard try Outbox(transaction).settle(letter.id, sent: true, reply: reply, now: now) else { return }
                try self.append(letter.kind == .code ? .codeSent : .sent, letter, reply, now: now, in: transaction)
            }
            figures.count(.mail(.accepted))
            if letter.kind == .code { figures.count(.code(.sent)) }
        case .refused(let reason):
            let reply = Self.words(reason)
            try await database.write(.guarded) { transaction in
                guard try Outbox(transaction).settle(letter.id, sent: false, reply: reply, now: now) else { return }
                try self.append(.failed, letter, reply, now: now, in: transaction)
                try self.tellOfFailure(letter.kind, letter.delivery, reason.sentence, now: now, in: transaction)
            }
            figures.count(.mail(.refused))
        case .delayed(let reason):
            let reply = Self.words(reason)
            let next = min(now + schedule.delay(after: letter.attempts, kind: letter.kind), letter.giveUpAt)
            try await database.write(.guarded) { transaction in
                try Outbox(transaction).postpone(letter.id, attempt: letter.attempts, until: next, reply: reply)
                // One "delayed" says it; that a try a minute failed again is no news for the timeline.
                if !letter.wasPostponed {
                    try self.append(.delayed, letter, reply, now: now, in: transaction)
                }
            }
            figures.count(.mail(.delayed))
        }
    }

    private func append(
        _ kind: EventKind, _ letter: TakenLetter, _ detail: String, now: Moment, in transaction: any Transaction
    ) throws {
        guard let delivery = letter.delivery else { return }
        try Events(transaction).append(
            NewEvent(kind, of: delivery, link: letter.link, by: .machine, mail: letter.kind.mail, detail: detail),
            now: now)
    }

    /// A failed notice is told to whoever sent it; it cannot be switched off.
    func tellOfFailure(
        _ kind: Records.LetterKind, _ id: ID<Delivery>?, _ reason: String, now: Moment, in transaction: any Transaction
    ) throws {
        guard kind == .notice || kind == .renewal, let id, let delivery = try Deliveries(transaction).find(id),
            let send = try Sends(transaction).find(delivery.send)
        else { return }
        try tellSender(of: send, about: delivery, .deliveryFailed(reason: reason), now: now, in: transaction)
    }

    private static func words(_ acceptance: DeliveryAttempt.Acceptance) -> String {
        "Accepted by \(acceptance.server) (\(acceptance.security)). \(acceptance.words.text)".trimmed
    }

    private static func words(_ reason: DeliveryAttempt.Reason) -> String {
        "\(reason.sentence) \(reason.words.text)".trimmed
    }
}
