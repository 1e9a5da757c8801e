import Actions
import Domain
import TestSupport
import Testing

@testable import Web

/// Members of staff on their way in, whom no principal is, and the links that were mailed to them.
struct MatrixAccounts: Sendable {
    /// What a part of a path with this name stands for.
    let objects: [String: String]
    /// Whose password was right, and who has not entered a code of their app yet.
    let pending: Principal
    /// What their app shows.
    let code: String
    /// What the administrator saw of the file that they brought for import.
    let seenImport: String

    /// The name of the link that a path like this one takes.
    static func secret(of path: String) -> String {
        if path.hasPrefix("/invitations") { return "invitationSecret" }
        if path.hasPrefix("/address-changes") { return "awaitedSecret" }
        return path.hasPrefix("/unlocking") ? "unlockingSecret" : "resetSecret"
    }
}

extension PrincipalMaker {
    func accounts() async throws -> MatrixAccounts {
        let new = try NewStaff(
            name: "Ina Invited", email: "invited@firm.example", role: .staff, password: nil,
            organisation: test.installation.organisation)
        guard case .invited(let invited) = try await test.installation.inviteStaff(new, by: test.again(administrator))
        else { throw NotMade() }
        let invitation = try #require(await test.deliverMail().last?.accountSecret)
        let locked = try await member("locked", .staff)
        try await test.installation.askForReset(of: EmailAddress(reading: "locked@firm.example"))
        let reset = try #require(await test.deliverMail().last?.accountSecret)
        for place in 1...10 {
            let place = SignInPlace(
                client: ClientTrace(address: "198.51.100.\(place)", userAgent: ""), limitKey: "\(place)", browser: "")
            _ = try await test.installation.signIn(
                address: EmailAddress(reading: "locked@firm.example"), password: "a wrong one", from: place)
        }
        let unlocking = try #require(await test.deliverMail().last?.accountSecret)
        let shown = try await test.installation.showPerson(locked.person, to: test.again(administrator))
        let session = try #require(shown?.sessions.first)
        let (pending, code) = try await codePending()
        let (file, seen) = try await broughtImport()
        let (awaiting, awaited) = try await awaitedAddress()
        let shut = try await member("shut", .staff)
        try await test.close(shut.person)
        let objects = [
            "import": file.text, "closedAccount": shut.person.text,
            "invited": invited.text, "invitationSecret": invitation, "resetSecret": reset,
            "unlockingSecret": unlocking, "locked": locked.person.text, "colleaguesSession": session.id.text,
            "appOwner": pending.owner.text, "awaiting": awaiting.text, "awaitedSecret": awaited,
        ]
        return MatrixAccounts(objects: objects, pending: pending.principal, code: code, seenImport: seen)
    }

    private func broughtImport() async throws -> (ID<ImportRecord>, seen: String) {
        let viewer = try await test.again(administrator)
        guard
            case .brought(let id) = try await test.installation.bringImport(
                Array("name,email\nNadia New,nadia@client.example\n".utf8), of: .contacts, by: viewer)
        else { throw NotMade() }
        return (id, try await test.installation.showImport(id, to: viewer)?.plan?.name ?? "")
    }

    private func awaitedAddress() async throws -> (ID<Person>, secret: String) {
        let mover = try await member("mover", .staff)
        _ = try await test.installation.changePerson(
            mover.person, PersonChange(email: "moved@firm.example"), by: test.again(administrator))
        let mail = await test.deliverMail().first { $0.to == "moved@firm.example" }
        return (mover.person, try #require(mail?.accountSecret))
    }

    private func codePending() async throws -> ((principal: Principal, owner: ID<Person>), code: String) {
        let account = try await TestAccount(test, email: "app@firm.example", role: .manager)
        let (app, _) = try await account.setUpApp(account.session().viewer)
        await test.deliverMail()
        var one = Principal(name: "second factor pending", browser: try test.installation.newBrowserSecret())
        one.pending = try await account.pending()
        return ((one, account.id), try app.code(at: test.world.now() + .seconds(30)))
    }
}
