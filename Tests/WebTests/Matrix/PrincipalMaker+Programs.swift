import Actions
import Domain
import TestSupport
import Testing

@testable import Web

extension PrincipalMaker {
    /// A program for each member of staff, and two whose tokens are good no more.
    func programs(_ staff: Staff) async throws -> [Principal] {
        var all: [Principal] = []
        for (role, viewer) in zip(StaffRole.allCases, staff.here) {
            var one = try await program(role.rawValue, as: "program: \(role.rawValue)")
            one.seesCase = true
            one.seesOtherCase = viewer.rights.seesEveryCase
            all.append(one)
        }
        for (role, viewer) in zip(StaffRole.allCases, staff.elsewhere) {
            var one = try await program("other-\(role.rawValue)", as: "program: \(role.rawValue), other case")
            one.seesCase = viewer.rights.seesEveryCase
            one.seesOtherCase = true
            all.append(one)
        }
        let revoked = try await program("manager", as: "program: token revoked")
        if let token = revoked.otherToken { _ = try await test.installation.revokeToken(token) }
        let former = try await member("retired", .manager)
        let closed = try await program("retired", as: "program: account closed")
        try await test.close(former.person)
        return all + [revoked, closed]
    }

    /// Monitoring, and whoever sits at the machine.
    func operators() throws -> [Principal] {
        var monitor = Principal(name: "operator's token", browser: try test.installation.newBrowserSecret())
        monitor.bearer = MatrixScene.operatorToken
        var local = Principal(name: "on this machine", browser: try test.installation.newBrowserSecret())
        local.isLocal = true
        return [monitor, local]
    }

    /// A token of somebody whom no principal is.
    func strangersToken() async throws -> ID<ApiToken> {
        try #require(try await program("colleague", as: "").otherToken)
    }

    /// Used once, so that its first use is not a change of the requests that count.
    private func program(_ member: String, as name: String) async throws -> Principal {
        let address = try EmailAddress(reading: "\(member)@firm.example")
        let issued = try await test.installation.issueToken(for: address, name: "Reports", lifetime: .standard)
        guard case .issued(let text) = issued else { throw NotMade() }
        var one = Principal(name: name, browser: try test.installation.newBrowserSecret())
        one.bearer = text
        one.otherToken = try #require(try await test.installation.bearer(text)).token.id
        return one
    }
}
