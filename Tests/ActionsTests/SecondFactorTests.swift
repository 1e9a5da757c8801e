import Actions
import Cryptography
import Domain
import TestSupport
import Testing

@Suite struct SecondFactorTests {
    private func wrong(_ code: String) -> String { code == "000000" ? "000001" : "000000" }

    @Test(
        "AU-02, SE-06: with an app the password alone opens nothing; its code begins the session, and counts once",
        arguments: Engine.all)
    func signsIn(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (secret, viewer) = try await account.session()
        let (app, codes) = try await account.setUpApp(viewer)
        #expect(Set(codes).count == 10)
        #expect(await test.deliverMail().last?.text.contains("An authenticator app is needed") == true)
        #expect(try await test.installation.signedIn(secret) != nil)
        let code = try app.code(at: test.world.now())
        let pending = try await account.pending()
        #expect(try await test.installation.signedIn(pending) == nil)
        guard case .code = try await test.installation.showPending(pending) else { throw TestAccount.Unexpected() }
        #expect(try await account.finish(pending, code).isWrong, "It was used to set the app up.")
        test.world.pass(.seconds(30))
        let next = try app.code(at: test.world.now())
        #expect(try await account.finish(pending, wrong(next)).isWrong)
        let session = try #require(try await account.finish(pending, next).session)
        #expect(session != pending)
        #expect(try await test.installation.signedIn(session)?.person == account.id)
        #expect(try await account.finish(pending, next).isOver)
        let again = try await account.pending()
        #expect(try await account.finish(again, next).isWrong, "A code counts once.")
        #expect(try await account.finish(session, next).isOver, "A session is no sign-in that waits.")
    }

    @Test("AU-02: the codes of the half minute before and after count, none further away", arguments: Engine.all)
    func drift(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (app, _) = try await account.setUpApp(account.session().viewer)
        test.world.pass(.minutes(5))
        let now = test.world.now()
        let pending = try await account.pending()
        for seconds in [-90, -60, 60, 90] {
            #expect(try await account.finish(pending, app.code(at: now + .seconds(seconds))).isWrong)
        }
        #expect(try await account.finish(pending, app.code(at: now - .seconds(30))).session != nil)
        let later = try await account.pending()
        #expect(try await account.finish(later, app.code(at: now + .seconds(30))).session != nil)
        let last = try await account.pending()
        #expect(try await account.finish(last, app.code(at: now)).isWrong, "A later one was used.")
    }

    @Test(
        "AU-02: after ten wrong codes even the right one waits a quarter of an hour, and the owner is told",
        arguments: Engine.all)
    func limit(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (app, codes) = try await account.setUpApp(account.session().viewer)
        await test.deliverMail()
        test.world.pass(.minutes(1))
        let pending = try await account.pending()
        for place in 1...10 {
            let code = wrong(try app.code(at: test.world.now()))
            #expect(try await account.finish(pending, code, from: "198.51.100.\(place)").isWrong)
        }
        #expect(await test.deliverMail().last?.text.contains("wrong too often") == true)
        let until = try #require(try await account.finish(pending, app.code(at: test.world.now())).wait)
        #expect(until == test.world.now() + .minutes(15))
        #expect(try await account.finish(pending, codes[0]).wait == until)
        test.world.pass(.minutes(15))
        #expect(try await account.finish(pending, app.code(at: test.world.now())).isOver)
        let later = try await account.pending()
        #expect(try await account.finish(later, app.code(at: test.world.now())).session != nil)
    }

    @Test(
        "AU-02: a recovery code stands in for the app once, and its owner is told; new ones end the old",
        arguments: Engine.all)
    func recovery(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (_, codes) = try await account.setUpApp(account.session().viewer)
        await test.deliverMail()
        let session = try #require(try await account.finish(account.pending(), codes[0].lowercased()).session)
        #expect(await test.deliverMail().last?.text.contains("A recovery code of your account was used") == true)
        #expect(try await account.finish(account.pending(), codes[0]).isWrong)
        let viewer = try #require(try await test.installation.signedIn(session))
        guard case .on(_, let left) = try await test.installation.showFactor(to: viewer) else {
            throw TestAccount.Unexpected()
        }
        #expect(left == 9)
        let fresh = try #require(
            try await test.installation.renewRecoveryCodes(by: viewer, from: TestAccount.place()))
        #expect(Set(fresh).isDisjoint(with: codes))
        #expect(try await account.finish(account.pending(), codes[1]).isWrong)
        #expect(try await account.finish(account.pending(), fresh[1]).session != nil)
    }

    @Test("AU-02: of sixteen sign-ins at once with one code of the app one succeeds", arguments: Engine.all)
    func raceOfCodes(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (app, _) = try await account.setUpApp(account.session().viewer)
        test.world.pass(.minutes(1))
        let code = try app.code(at: test.world.now())
        var pending: [BrowserSecret] = []
        for _ in 0..<16 { pending.append(try await account.pending()) }
        let sessions = try await raceOfSixteen { [pending] runner in
            try await account.finish(pending[runner], code).session
        }
        #expect(sessions.count == 1)
    }

    @Test(
        "AU-02: of sixteen sign-ins at once with one recovery code one succeeds, and so of one sign-in",
        arguments: Engine.all)
    func raceOfRecovery(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (_, codes) = try await account.setUpApp(account.session().viewer)
        let pending = try await account.pending()
        let other = try await account.pending()
        let sessions = try await raceOfSixteen { runner in
            try await account.finish(runner % 2 == 0 ? pending : other, codes[0]).session
        }
        #expect(sessions.count == 1)
    }

    @Test(
        "AU-02, SE-06: where everybody needs an app, the first sign-in sets it up and opens nothing before",
        arguments: Engine.all)
    func required(_ engine: Engine) async throws {
        let firm = Organisation(
            name: "Harbour & Quay", contact: "+44 20 7946 0000", origin: TestInstallation.origin,
            mailFrom: try EmailAddress(reading: "updates@firm.example"), requiresSecondFactor: true)
        let test = try await TestInstallation(engine, organisation: firm)
        let account = try await TestAccount(test)
        let pending = try await account.pending()
        #expect(try await test.installation.signedIn(pending) == nil)
        guard case .setUp(let offer) = try await test.installation.showPending(pending) else {
            throw TestAccount.Unexpected()
        }
        #expect(offer.account == "kim@firm.example")
        #expect(offer.uri.hasPrefix("otpauth://totp/Secure%20Updates:kim%40firm.example?secret=\(offer.key)&"))
        let app = AuthenticatorApp(key: offer.key)
        let code = try app.code(at: test.world.now())
        #expect(try await account.finish(pending, wrong(code)).isWrong)
        #expect(try await account.finish(pending, "ABCD-EFGH-2345-6767").isWrong)
        guard case .signedIn(let secret, _, let codes) = try await account.finish(pending, code) else {
            throw TestAccount.Unexpected()
        }
        #expect(codes.count == 10)
        let viewer = try #require(try await test.installation.signedIn(secret))
        #expect(try await test.installation.endFactor(by: viewer, from: TestAccount.place()) == .required)
        let next = try await account.pending()
        guard case .code = try await test.installation.showPending(next) else { throw TestAccount.Unexpected() }
        #expect(try await account.finish(next, codes[3]).session != nil)
    }

    @Test(
        "AU-02, AU-03: an administrator takes an app off; the sessions end, and nobody else may", arguments: Engine.all)
    func takenOff(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (secret, viewer) = try await account.session()
        _ = try await account.setUpApp(viewer)
        let chief = try await test.staff()
        let manager = try await test.staff("Mia", email: "mia@firm.example", role: .manager)
        #expect(try await test.installation.endFactor(of: account.id, by: manager) == .notAllowed)
        #expect(try await test.installation.showPerson(account.id, to: chief)?.hasFactor == true)
        #expect(try await test.installation.showPerson(account.id, to: manager)?.hasFactor == false)
        let pending = try await account.pending()
        #expect(try await test.installation.endFactor(of: account.id, by: chief) == .ended)
        #expect(try await test.installation.endFactor(of: account.id, by: chief) == .nothingToDo)
        #expect(try await test.installation.signedIn(secret) == nil)
        guard case .over = try await test.installation.showPending(pending) else { throw TestAccount.Unexpected() }
        _ = try await account.session()
    }

    @Test("SE-06: confirming an app needs fresh proof as beginning it does", arguments: Engine.all)
    func confirmedLate(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (_, viewer) = try await account.session()
        #expect(try await test.installation.beginFactor(by: viewer))
        guard case .begun(let offer) = try await test.installation.showFactor(to: viewer) else {
            throw TestAccount.Unexpected()
        }
        test.world.pass(.minutes(10))
        let code = try AuthenticatorApp(key: offer.key).code(at: test.world.now())
        await #expect(throws: ProofNeeded.self) {
            try await test.installation.confirmFactor(code, by: viewer, from: TestAccount.place())
        }
        guard case .begun = try await test.installation.showFactor(to: viewer) else { throw TestAccount.Unexpected() }
    }

    @Test(
        "AU-02: begun and not confirmed it is asked for nowhere; off, the password alone signs in",
        arguments: Engine.all)
    func onAndOff(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (_, viewer) = try await account.session()
        #expect(try await test.installation.beginFactor(by: viewer))
        _ = try await account.session()
        let (_, codes) = try await account.setUpApp(viewer)
        #expect(try await !test.installation.beginFactor(by: viewer))
        guard
            case .noneBegun = try await test.installation.confirmFactor("123456", by: viewer, from: TestAccount.place())
        else { throw TestAccount.Unexpected() }
        #expect(try await test.installation.endFactor(by: viewer, from: TestAccount.place()) == .ended)
        #expect(try await test.installation.endFactor(by: viewer, from: TestAccount.place()) == .nothingToDo)
        _ = try await account.session()
        #expect(try await test.installation.renewRecoveryCodes(by: viewer, from: TestAccount.place()) == nil)
        _ = try await account.setUpApp(viewer)
        #expect(try await account.finish(account.pending(), codes[0]).isWrong)
    }

    @Test(
        "AU-03: another password, a closed account or a new role ends a sign-in that waits for its code",
        arguments: Engine.all)
    func ended(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let chief = try await test.staff()
        let (_, codes) = try await account.setUpApp(account.session().viewer)
        let first = try await account.pending()
        _ = try await test.installation.changeStaff(account.id, StaffChange(role: .manager), by: chief)
        #expect(try await account.finish(first, codes[0]).isOver)
        let second = try await account.pending()
        test.world.pass(.minutes(10))
        #expect(try await account.finish(second, codes[0]).isOver)
        let third = try await account.pending()
        try await test.close(account.id)
        #expect(try await account.finish(third, codes[0]).isOver)
    }

    @Test(
        "KM-02: an app goes on working over a change of the key that seals it, once it was used since",
        arguments: Engine.all)
    func rotation(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (app, codes) = try await account.setUpApp(account.session().viewer)
        let ring = try Keyring.open(test.folder.path + "/keys", world: test.world)
        let old = try #require(try ring.describe().last { $0.purpose == .factor }).kid
        _ = try ring.rotate(.factor)
        try test.installation.keys.reload()
        test.world.pass(.minutes(1))
        #expect(try await account.finish(account.pending(), app.code(at: test.world.now())).session != nil)
        _ = try ring.revoke(old)
        try test.installation.keys.reload()
        test.world.pass(.minutes(1))
        #expect(try await account.finish(account.pending(), app.code(at: test.world.now())).session != nil)
        let newest = try #require(try ring.describe().last { $0.purpose == .factor }).kid
        _ = try ring.revoke(newest)
        try test.installation.keys.reload()
        test.world.pass(.minutes(1))
        #expect(try await account.finish(account.pending(), app.code(at: test.world.now())).isWrong)
        #expect(try await account.finish(account.pending(), codes[5]).session != nil)
    }
}
