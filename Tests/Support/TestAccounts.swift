package import Actions
package import Domain

/// A member of staff who signs in by password, and what they do about it.
package struct TestAccount: Sendable {
    package static let password = "grey pebble sings"

    package let test: TestInstallation
    package let id: ID<Person>
    package let email: String

    /// Something that should have succeeded did not.
    package struct Unexpected: Error {
        package init() {}
    }

    package init(
        _ test: TestInstallation, email: String = "kim@firm.example", role: StaffRole = .administrator
    ) async throws {
        let new = try NewStaff(
            name: "Kim Keeper", email: email, role: role, password: Self.password,
            organisation: test.installation.organisation)
        guard case .added(let id) = try await test.installation.addStaff(new) else { throw Unexpected() }
        self.test = test
        self.id = id
        self.email = email
    }

    package static func place(_ address: String = "192.0.2.7") -> SignInPlace {
        SignInPlace(
            client: ClientTrace(address: address, userAgent: "Firefox/150"), limitKey: address, browser: "Firefox")
    }

    package func signIn(
        _ password: String = TestAccount.password, from address: String = "192.0.2.7"
    ) async throws -> SignIn {
        try await test.installation.signIn(
            address: EmailAddress(reading: email), password: password, from: Self.place(address))
    }

    /// Signed in by the password alone.
    package func session() async throws -> (secret: BrowserSecret, viewer: Viewer) {
        guard case .signedIn(let secret, _) = try await signIn(),
            let viewer = try await test.installation.signedIn(secret)
        else { throw Unexpected() }
        return (secret, viewer)
    }

    /// The cookie of a sign-in that waits for its second factor.
    package func pending(from address: String = "192.0.2.7") async throws -> BrowserSecret {
        guard case .factorNeeded(let secret) = try await signIn(from: address) else { throw Unexpected() }
        return secret
    }

    /// Sets up an app, and gives it with the recovery codes.
    package func setUpApp(_ viewer: Viewer) async throws -> (app: AuthenticatorApp, codes: [String]) {
        guard try await test.installation.beginFactor(by: viewer),
            case .begun(let offer) = try await test.installation.showFactor(to: viewer)
        else { throw Unexpected() }
        let app = AuthenticatorApp(key: offer.key)
        let confirmed = try await test.installation.confirmFactor(
            app.code(at: test.world.now()), by: viewer, from: Self.place())
        guard case .on(let codes) = confirmed else { throw Unexpected() }
        return (app, codes)
    }

    package func finish(
        _ pending: BrowserSecret, _ typed: String, from address: String = "192.0.2.7"
    ) async throws -> FinishedSignIn {
        try await test.installation.finishSignIn(pending, FactorEntry(reading: typed), from: Self.place(address))
    }
}

extension FinishedSignIn {
    /// The cookie of the session; nil where none began.
    package var session: BrowserSecret? { if case .signedIn(let secret, _, _) = self { secret } else { nil } }

    package var isWrong: Bool { if case .wrong = self { true } else { false } }

    package var isOver: Bool { if case .over = self { true } else { false } }

    /// Until when nothing is tried; nil where something was.
    package var wait: Moment? { if case .tooManyTries(let until) = self { until } else { nil } }
}
