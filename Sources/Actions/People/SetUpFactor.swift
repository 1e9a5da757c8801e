import Cryptography
package import Domain
import Mail
import Pictures
import Records
import SQL

/// What is put into an authenticator app.
package struct FactorOffer: Sendable {
    /// For whom, as the app shows it.
    package let account: String
    /// Base32, to be typed.
    package let key: String
    /// `otpauth://totp/…`, for a link and for a picture.
    package let uri: String
    /// The link as squares that a camera reads; nil where no picture holds it.
    package let picture: FactorPicture?

    package init(account: String, key: String, uri: String) {
        self.account = account
        self.key = key
        self.uri = uri
        picture = QRCode(uri).map { FactorPicture(extent: $0.extent, path: $0.path) }
    }
}

/// The link of an app as an SVG picture.
package struct FactorPicture: Sendable {
    /// The side of its view box.
    package let extent: Int
    /// Its dark squares, as the `d` of one path.
    package let path: String
}

/// How a member of staff stands with their second factor.
package enum OwnFactor: Sendable {
    case off
    /// To be entered into an app, and then confirmed by a code of it.
    case begun(FactorOffer)
    case on(since: Moment, recoveryCodesLeft: Int64)
}

/// How confirming an authenticator app ends.
package enum ConfirmedFactor: Sendable {
    /// None was begun, or it is confirmed.
    case noneBegun
    case wrong
    case tooManyTries(until: Moment)
    /// The recovery codes, told this once.
    case on([String])
}

extension Installation {
    /// How the viewer stands with their second factor. The secret of a confirmed one is shown to nobody any more.
    package func showFactor(to viewer: Viewer) async throws -> OwnFactor {
        try await database.read { transaction in
            guard let factor = try SecondFactors(transaction).find(viewer.person) else { return .off }
            guard let since = factor.confirmedAt else {
                return try self.offer(of: factor, in: transaction).map(OwnFactor.begun) ?? .off
            }
            return .on(since: since, recoveryCodesLeft: try RecoveryCodes(transaction).left(of: viewer.person))
        }
    }

    /// Makes the viewer a secret for their app; it counts for nothing until it is confirmed. False where a confirmed one is there.
    package func beginFactor(by viewer: Viewer) async throws -> Bool {
        let now = world.now()
        let fresh = try freshFactor(of: viewer.person)
        return try await write(for: viewer) { viewer, transaction in
            try Self.requireProof(viewer, now: now, in: transaction)
            return try SecondFactors(transaction).begin(fresh)
        }
    }

    /// Confirms the viewer's app by a code of it; from then on sign-in asks for one. Fresh proof is needed, as for beginning.
    package func confirmFactor(
        _ digits: String, by viewer: Viewer, from place: SignInPlace
    ) async throws -> ConfirmedFactor {
        let now = world.now()
        let codes = try freshRecoveryCodes()
        return try await write(for: viewer) { viewer, transaction in
            // The key of a begun app is shown to whoever sits there.
            try Self.requireProof(viewer, now: now, in: transaction)
            return try self.confirm(viewer.person, digits, codes, from: place, now: now, in: transaction)
        }
    }

    func freshFactor(of person: ID<Person>) throws -> SecondFactor {
        let id: ID<SecondFactor> = try world.newID()
        let sealed = try factors.seal(FactorSecret.random(from: world), of: id)
        return SecondFactor(id: id, person: person, sealed: sealed, createdAt: world.now(), confirmedAt: nil)
    }

    func freshRecoveryCodes() throws -> [RecoveryCode] {
        try (0..<RecoveryCode.count).map { _ in try RecoveryCode.random(from: world) }
    }

    func offer(of factor: SecondFactor, in transaction: any Transaction) throws -> FactorOffer? {
        guard let address = try People(transaction).find(factor.person)?.primaryAddress,
            let secret = try? factors.open(factor.sealed, of: factor.id)
        else { return nil }
        return FactorOffer(account: address.spelling, key: secret.key, uri: uri(secret, of: address))
    }

    /// Wrong codes are counted as those of sign-in are.
    func confirm(
        _ person: ID<Person>, _ digits: String, _ codes: [RecoveryCode], from place: SignInPlace, now: Moment,
        in transaction: any Transaction
    ) throws -> ConfirmedFactor {
        guard let factor = try SecondFactors(transaction).find(person), factor.confirmedAt == nil else {
            return .noneBegun
        }
        let (subject, limits) = ("factor \(person)", SignInLimits.forFactors)
        if let until = try SignInAttempt.wait(subject, limits: limits, now: now, in: transaction) {
            return .tooManyTries(until: until)
        }
        guard let step = try step(of: digits, factor, now: now) else {
            _ = try SignInAttempt.count(subject, limits: limits, now: now, in: transaction)
            return .wrong
        }
        guard try SecondFactors(transaction).confirm(factor.id, step: step, now: now) else { return .noneBegun }
        try SignInFailures(transaction).clear(subject)
        try RecoveryCodes(transaction).replace(of: person, by: codes.map { try $0.digest(of: person).hex })
        try tellStaff(
            person, .factorOn, browser: place.browser, place: place.client.address, now: now, in: transaction)
        return .on(codes.map(\.text))
    }

    /// The form that apps agree on; the discreet name says whose it is.
    private func uri(_ secret: FactorSecret, of address: EmailAddress) -> String {
        let issuer = Self.escaped(organisation.discreetName)
        return "otpauth://totp/\(issuer):\(Self.escaped(address.spelling))?secret=\(secret.key)&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=6&period=\(FactorSecret.step)"
    }

    /// All but the unreserved characters of RFC 3986 as percent and two digits.
    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            if character.isASCII, character.isLetter || character.isNumber || "-._~".contains(character) {
                return String(character)
            }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }
}
