import Cryptography
import Domain
import Mail
import Records
import SQL

/// How one try at a second factor ends.
enum CheckedFactor: Sendable {
    case wrong
    case tooManyTries(until: Moment)
    case right
}

extension Installation {
    /// Looks at what was typed as the second factor, counts it if it is wrong, and uses it up if it is right: a code of the app
    /// counts once, as does each recovery code (AU-02).
    func check(
        _ entry: FactorEntry, against factor: SecondFactor, from place: SignInPlace, now: Moment,
        in transaction: any Transaction
    ) throws -> CheckedFactor {
        let (subject, limits) = ("factor \(factor.person)", SignInLimits.forFactors)
        if let until = try SignInAttempt.wait(subject, limits: limits, now: now, in: transaction) {
            return .tooManyTries(until: until)
        }
        guard try uses(entry, of: factor, from: place, now: now, in: transaction) else {
            let inARow = try SignInAttempt.count(subject, limits: limits, now: now, in: transaction)
            if inARow == limits.freeTries {
                try tellStaff(
                    factor.person, .factorPaused, browser: place.browser, place: place.client.address, now: now,
                    in: transaction)
            }
            return .wrong
        }
        try SignInFailures(transaction).clear(subject)
        if let text = try? factors.renewed(factor.sealed, of: factor.id) {
            try SecondFactors(transaction).reseal(factor.id, as: text)
        }
        return .right
    }

    private func uses(
        _ entry: FactorEntry, of factor: SecondFactor, from place: SignInPlace, now: Moment,
        in transaction: any Transaction
    ) throws -> Bool {
        switch entry {
        case .timed(let digits):
            guard let step = try step(of: digits, factor, now: now) else { return false }
            return try SecondFactors(transaction).use(factor.id, step: step)
        case .recovery(let typed):
            let digest = try RecoveryCode(typed).digest(of: factor.person).hex
            guard try RecoveryCodes(transaction).use(digest, of: factor.person, now: now) else { return false }
            try tellStaff(
                factor.person, .recoveryCodeUsed, browser: place.browser, place: place.client.address, now: now,
                in: transaction)
            return true
        }
    }

    /// The half minute that the digits are the code of. Under a key that was revoked no code is right any more: then a recovery
    /// code is the way in.
    func step(of digits: String, _ factor: SecondFactor, now: Moment) throws -> Int64? {
        do {
            return try factors.open(factor.sealed, of: factor.id).step(of: digits, near: now)
        } catch CryptographyFault.unknownKey {
            return nil
        }
    }
}
