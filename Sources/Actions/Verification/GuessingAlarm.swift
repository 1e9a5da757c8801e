import Cryptography
import Domain
import Mail
import Records
import SQL

extension Installation {
    /// Whether codes are guessed at large now; the first to notice in an hour tells everybody who administers (IV-04).
    func noticeGuessing(now: Moment) async throws -> Bool {
        let (isGuessed, isTold) = try await database.read { transaction in
            let last = try Marks(transaction).find(.guessingAlarm)
            return (try self.guessing(now: now, in: transaction) != nil, last.map { now - $0 < .hours(1) } ?? false)
        }
        if isGuessed, !isTold { try await database.write { try self.tellOfGuessing(now: now, in: $0) } }
        return isGuessed
    }

    private func tellOfGuessing(now: Moment, in transaction: any Transaction) throws {
        guard try Marks(transaction).renew(.guessingAlarm, after: .hours(1), now: now) else { return }
        for account in try StaffAccounts(transaction).all()
        where account.disabledAt == nil && account.rights.mayAdminister {
            guard let address = try People(transaction).find(account.person)?.primaryAddress else { continue }
            let id: ID<QueuedLetter> = try world.newID()
            let letter = try letterWriter.guessing(
                LetterStamp(to: address, id: id.text, date: now), at: StatedTime(now), link: "\(organisation.origin)/")
            try Outbox(transaction).insert(
                queued(letter, id: id, kind: .staff, to: address, givingUpAt: now + .hours(72)), now: now)
        }
    }

    /// Wrong codes of the last hour, if there were so many that answers are held back.
    func guessing(now: Moment, in transaction: any Transaction) throws -> Int64? {
        let failures = try CodeFailures(transaction).total(since: now - .hours(1))
        return failures >= codeLimits.failuresAnHourAnywhere ? failures : nil
    }
}
