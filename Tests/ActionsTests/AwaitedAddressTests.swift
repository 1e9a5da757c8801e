import Actions
import Domain
import TestSupport
import Testing

@Suite struct AwaitedAddressTests {
    @Test(
        "AU-09: an address that an administrator gives an account waits for the code mailed there; nobody has to be signed in",
        arguments: Engine.all)
    func waits(_ engine: Engine) async throws {
        let desk = try await AwaitedDesk(engine)
        let test = desk.test
        let (session, _) = try await desk.account.session()
        let pending = try PersonChange(name: "Kim K.", email: "kim@new.example")
        #expect(try await desk.ask(pending) == .awaiting(desk.id))
        let mails = await test.deliverMail()
        let (link, notice) = (try #require(mails.at("kim@new.example")), try #require(mails.at("kim@firm.example")))
        #expect(mails.count == 2 && notice.text.contains("kim@new.example") && notice.text.contains("sam@firm.example"))
        #expect(notice.accountSecret == nil && !link.text.contains("This code") && !link.text.contains("Kim"))
        #expect(try await desk.address() == "kim@firm.example")
        let shown = try #require(try await test.installation.showPerson(desk.id, to: desk.chief))
        #expect(shown.person.name == "Kim K." && shown.awaited?.awaited.address.spelling == "kim@new.example")
        #expect(try await test.installation.showPerson(desk.id, to: desk.clerk)?.awaited == nil)
        try await test.installation.askForReset(of: EmailAddress(reading: "kim@firm.example"))
        let reset = try #require(await test.deliverMail().first?.accountSecret)
        let secret = try #require(link.accountSecret)
        let browser = try test.installation.newBrowserSecret()
        let code = try await desk.code(secret, browser)
        #expect(try await test.installation.signedIn(session) != nil)
        #expect(try await desk.confirm(secret, code, browser) == .confirmed(desk.id))
        #expect(try await desk.address() == "kim@new.example")
        #expect(try await test.installation.signedIn(session) == nil)
        let told = await test.deliverMail()
        #expect(Set(told.map(\.to)) == ["kim@firm.example", "kim@new.example"])
        #expect(told.allSatisfy { $0.text.contains("The e-mail address of your account was changed.") })
        #expect(
            try await test.installation.resetPassword(reset, to: "quince tundra saffron", from: TestAccount.place())
                == .over(.withdrawn))
        #expect(try await desk.confirm(secret, code, browser) == .over, "It is used up.")
        #expect(try await desk.mailed(secret, browser) == .over)
        let after = try #require(try await test.installation.showAwaitedAddress(secret, in: browser))
        #expect(!after.isLive && after.awaited.ending == .confirmed)
    }

    @Test(
        "AU-09: the code counts in the browser that asked for it, and for its own change; somebody else's opens nothing",
        arguments: Engine.all)
    func browsers(_ engine: Engine) async throws {
        let desk = try await AwaitedDesk(engine)
        let secret = try await desk.asked("kim@new.example")
        let (one, other) = (
            try desk.test.installation.newBrowserSecret(), try desk.test.installation.newBrowserSecret()
        )
        let code = try await desk.code(secret, one)
        #expect(try await desk.confirm(secret, code, other) == .noCode)
        let second = try await desk.code(secret, other)
        #expect(try await desk.confirm(secret, code, other) == .wrong(attemptsLeft: 9))
        let rival = try await TestAccount(desk.test, email: "ola@firm.example", role: .staff)
        let foreign = try await desk.asked("ola@new.example", for: rival.id)
        let foreignCode = try await desk.code(foreign, one)
        #expect(try await desk.confirm(secret, foreignCode, other) == .wrong(attemptsLeft: 8))
        #expect(try await desk.confirm(foreign, second, other) == .noCode)
        let (_, stranger) = try await rival.session()
        let signedIn = AwaitedAddressHolder.account(stranger)
        let entry = try CodeEntry(reading: second)
        let answer = try await desk.test.installation.confirmAwaitedAddress(
            entry, by: signedIn, from: TestAccount.place())
        #expect(answer == .noCode)
        #expect(try await desk.confirm(String(repeating: "A", count: 43), second, other) == .unknown)
        desk.test.world.pass(.minutes(10))
        #expect(try await desk.confirm(secret, second, other) == .noCode, "Its ten minutes are over.")
        #expect(try await desk.confirm(secret, desk.code(secret, other), other) == .confirmed(desk.id))
        #expect(try await desk.address(of: rival.id) == "ola@firm.example")
    }

    @Test("AU-09: whoever holds the account confirms it signed in, and their session stays", arguments: Engine.all)
    func signedIn(_ engine: Engine) async throws {
        let desk = try await AwaitedDesk(engine)
        let (elsewhere, _) = try await desk.account.session()
        let (here, viewer) = try await desk.account.session()
        _ = try await desk.asked("kim@new.example")
        let shown = try #require(try await desk.test.installation.showAwaitedAddress(to: viewer))
        #expect(shown.asker == "Sam Staff" && shown.code == nil)
        let holder = AwaitedAddressHolder.account(viewer)
        #expect(
            try await desk.test.installation.mailAwaitedAddressCode(to: holder, from: TestAccount.place()) == .mailed)
        let mail = try #require(await desk.test.deliverMail().first)
        #expect(mail.to == "kim@new.example")
        let entry = try CodeEntry(reading: #require(mail.code))
        let confirmed = try await desk.test.installation.confirmAwaitedAddress(
            entry, by: holder, from: TestAccount.place())
        #expect(confirmed == .confirmed(desk.id))
        #expect(try await desk.test.installation.signedIn(here) != nil)
        #expect(try await desk.test.installation.signedIn(elsewhere) == nil)
        #expect(try await desk.test.installation.showAwaitedAddress(to: viewer) == nil)
    }

    @Test(
        "AU-09: ten wrong codes, three days, a later address, a change of mind on either side or the holder's own change end it",
        arguments: Engine.all)
    func ends(_ engine: Engine) async throws {
        let desk = try await AwaitedDesk(engine)
        let installation = desk.test.installation
        let browser = try installation.newBrowserSecret()
        let first = try await desk.asked("a@new.example")
        let code = try await desk.code(first, browser)
        for left in (0...9).reversed() {
            let wrong = try await desk.confirm(first, other(than: code), browser)
            #expect(wrong == .wrong(attemptsLeft: Int64(left)))
        }
        #expect(try await desk.confirm(first, code, browser) == .over)
        let second = try await desk.asked("b@new.example")
        let third = try await desk.asked("c@new.example")
        #expect(try await desk.mailed(second, browser) == .over)
        #expect(try await desk.ask(PersonChange(email: "c@new.example")) == .awaiting(desk.id))
        #expect(await desk.test.deliverMail().isEmpty, "It is awaited already.")
        let lasting = try await desk.code(third, browser)
        #expect(try await installation.withdrawAwaitedAddress(of: desk.id, by: desk.chief) == .withdrawn)
        #expect(try await installation.withdrawAwaitedAddress(of: desk.id, by: desk.chief) == .nothingToDo)
        #expect(try await desk.confirm(third, lasting, browser) == .over)
        let fourth = try await desk.asked("d@new.example")
        let (_, viewer) = try await desk.account.session()
        #expect(try await installation.declineAwaitedAddress(by: viewer))
        #expect(try await !installation.declineAwaitedAddress(by: viewer))
        #expect(try await desk.mailed(fourth, browser) == .over)
        let fifth = try await desk.asked("e@new.example")
        let until = desk.test.world.now() + .hours(1)
        #expect(try await desk.ask(PersonChange(email: "f@new.example")) == .tooManyMails(until: until))
        #expect(try await installation.mailAwaitedAddress(of: desk.id, by: desk.chief) == .tooMany(until: until))
        let own = try EmailAddress(reading: "own@new.example")
        #expect(
            try await installation.askForAddress(own, as: .primary, by: viewer, from: TestAccount.place()) == .mailed)
        let ownCode = try CodeEntry(reading: #require(await desk.test.deliverMail().last?.code))
        #expect(
            try await installation.confirmAddress(ownCode, by: viewer, from: TestAccount.place())
                == .confirmed(.primary))
        #expect(try await desk.mailed(fifth, browser) == .over)
        #expect(try await desk.address() == "own@new.example")
    }

    @Test("AU-09: sent again it is a new link for three days; the earlier one is dead", arguments: Engine.all)
    func again(_ engine: Engine) async throws {
        let desk = try await AwaitedDesk(engine)
        let installation = desk.test.installation
        #expect(try await installation.mailAwaitedAddress(of: desk.id, by: desk.chief) == .nothingToDo)
        let first = try await desk.asked("kim@new.example")
        #expect(try await installation.mailAwaitedAddress(of: desk.id, by: desk.clerk) == .notAllowed)
        #expect(try await installation.withdrawAwaitedAddress(of: desk.id, by: desk.clerk) == .notAllowed)
        #expect(try await installation.mailAwaitedAddress(of: desk.id, by: desk.chief) == .mailed)
        let mails = await desk.test.deliverMail()
        #expect(mails.map(\.to) == ["kim@new.example", "kim@firm.example"])
        let second = try #require(mails.first?.accountSecret)
        let browser = try installation.newBrowserSecret()
        #expect(try await desk.mailed(first, browser) == .over)
        desk.test.world.pass(.hours(71))
        let code = try await desk.code(second, browser)
        desk.test.world.pass(.minutes(5))
        #expect(try await desk.confirm(second, code, browser) == .confirmed(desk.id))
        let third = try await desk.asked("kim@newest.example", by: try await desk.again())
        desk.test.world.pass(.hours(72))
        #expect(try await desk.mailed(third, browser) == .over)
    }

    @Test(
        "AU-09: it is over when the account is closed or whoever asked administers no more; another role of its own is no matter",
        arguments: Engine.all)
    func standing(_ engine: Engine) async throws {
        let desk = try await AwaitedDesk(engine)
        let installation = desk.test.installation
        let browser = try installation.newBrowserSecret()
        let owner = try await desk.test.staff("Olga", email: "olga@firm.example", role: .owner)
        let first = try await desk.asked("a@new.example", by: owner)
        let early = try await desk.code(first, browser)
        #expect(try await installation.changeStaff(owner.person, .init(role: .manager), by: desk.chief) == .changed)
        #expect(try await desk.confirm(first, early, browser) == .over)
        #expect(try await installation.changeStaff(owner.person, .init(role: .owner), by: desk.chief) == .changed)
        #expect(try await desk.confirm(first, early, browser) == .over, "It does not come back with the role.")
        let second = try await desk.asked("b@new.example")
        let code = try await desk.code(second, browser)
        #expect(try await installation.closeAccount(of: desk.id, true, by: desk.chief) == .done)
        #expect(try await desk.confirm(second, code, browser) == .over)
        await #expect(throws: Malformed.self) { try await desk.ask(PersonChange(email: "c@new.example")) }
        #expect(try await installation.closeAccount(of: desk.id, false, by: desk.chief) == .done)
        #expect(try await desk.confirm(second, code, browser) == .over)
        let third = try await desk.asked("c@new.example")
        #expect(try await installation.changeStaff(desk.id, .init(role: .auditor), by: desk.chief) == .changed)
        #expect(try await desk.confirm(third, desk.code(third, browser), browser) == .confirmed(desk.id))
    }

    @Test(
        "AU-09: an address that another account has since is refused like any change that is over",
        arguments: Engine.all)
    func taken(_ engine: Engine) async throws {
        let desk = try await AwaitedDesk(engine)
        let secret = try await desk.asked("kim@new.example")
        let browser = try desk.test.installation.newBrowserSecret()
        let code = try await desk.code(secret, browser)
        _ = try await desk.test.staff("Nina", email: "kim@new.example")
        #expect(try await desk.confirm(secret, code, browser) == .over)
        #expect(try await desk.address() == "kim@firm.example")
        #expect(try await desk.ask(PersonChange(email: "kim@new.example")) == .addressTaken)
    }

    @Test(
        "AU-09: where nobody ever got in a new address counts at once, and a live invitation goes there in place of the old one",
        arguments: Engine.all)
    func invitation(_ engine: Engine) async throws {
        let desk = try await AwaitedDesk(engine)
        let installation = desk.test.installation
        let new = try NewStaff(
            name: "Ina", email: "ina@firm.example", role: .staff, password: nil,
            organisation: installation.organisation)
        guard case .invited(let ina) = try await installation.inviteStaff(new, by: desk.chief) else { throw Failed() }
        let first = try #require(await desk.test.deliverMail().first?.accountSecret)
        let change = try PersonChange(email: "ina@new.example")
        #expect(try await installation.changePerson(ina, change, by: desk.chief) == .kept(ina, sharing: []))
        let mails = await desk.test.deliverMail()
        let second = try #require(mails.compactMap(\.accountSecret).first)
        #expect(mails.first { $0.accountSecret == second }?.to == "ina@new.example")
        #expect(try await installation.showAccountLink(first, .invitation)?.state == .withdrawn)
        #expect(try await installation.showAccountLink(second, .invitation)?.state == .live)
        #expect(try await desk.address(of: ina) == "ina@new.example")
    }

    @Test("AU-09: of sixteen who enter one code at once one confirms, and of sixteen addresses at once one is awaited")
    func races() async throws {
        for engine in Engine.all {
            let desk = try await AwaitedDesk(engine)
            let secret = try await desk.asked("kim@new.example")
            let browser = try desk.test.installation.newBrowserSecret()
            let code = try await desk.code(secret, browser)
            let confirmed = try await raceOfSixteen { _ -> Bool? in
                try await desk.confirm(secret, code, browser) == .confirmed(desk.id) ? true : nil
            }
            #expect(confirmed.count == 1)
            desk.test.world.pass(.minutes(5))
            let asked = try await raceOfSixteen { runner -> Int? in
                try await desk.ask(PersonChange(email: "kim\(runner)@newest.example")) == .awaiting(desk.id)
                    ? runner : nil
            }
            #expect(asked.count == 4, "With the one of before five mails an hour leave.")
            let links = await desk.test.deliverMail().compactMap(\.accountSecret)
            let live = try await links.asyncCount {
                try await desk.test.installation.showAwaitedAddress($0, in: nil)?.isLive == true
            }
            #expect(links.count == 4 && live == 1)
        }
    }

    @Test("AU-09: declined while the code is entered, one of both counts", arguments: Engine.all)
    func declining(_ engine: Engine) async throws {
        let desk = try await AwaitedDesk(engine)
        let secret = try await desk.asked("kim@new.example")
        let (_, viewer) = try await desk.account.session()
        let browser = try desk.test.installation.newBrowserSecret()
        let code = try await desk.code(secret, browser)
        let won = try await raceOfSixteen { runner -> String? in
            if runner.isMultiple(of: 2) {
                return try await desk.confirm(secret, code, browser) == .confirmed(desk.id) ? "confirmed" : nil
            }
            do {
                return try await desk.test.installation.declineAwaitedAddress(by: viewer) ? "declined" : nil
            } catch is ViewerGone {
                return nil
            }
        }
        #expect(won.count == 1)
        #expect(try await desk.address() == (won == ["declined"] ? "kim@firm.example" : "kim@new.example"))
    }

    private struct Failed: Error {}
}

extension [String] {
    fileprivate func asyncCount(_ isCounted: (String) async throws -> Bool) async throws -> Int {
        var count = 0
        for one in self where try await isCounted(one) { count += 1 }
        return count
    }
}
