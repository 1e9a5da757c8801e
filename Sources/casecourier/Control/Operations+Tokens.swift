import Actions
import Domain

extension Operations {
    func createToken(for email: String, name: String, days: Int64) async throws -> ControlAnswer {
        let issued = try await installation.issueToken(
            for: Typed.address(email, field: "for"), name: name, lifetime: TokenLifetime(reading: days))
        switch issued {
        case .issued(let token): return .done(token)
        case .noSuchAccount: return .refused("for: No account signs in with this address.")
        case .closed: return .refused("for: The account of this address is closed.")
        }
    }

    /// One line each: id, person, when it ends, when it was last used, what it is for.
    func listTokens(for email: String?) async throws -> ControlAnswer {
        let address = try email.map { try Typed.address($0, field: "for") }
        guard let listed = try await installation.listTokens(of: address) else {
            return .refused("for: No account signs in with this address.")
        }
        guard !listed.isEmpty else { return .done("There are no tokens.") }
        let lines = listed.map { item in
            let used = item.token.lastUsedAt.map { "used \(CivilTime($0).date)" } ?? "never used"
            let until = CivilTime(item.token.expiresAt).date
            return "\(item.token.id)  \(item.person)  until \(until)  \(used)  \(item.token.name)"
        }
        return .done(lines.joined(separator: "\n"))
    }

    func revokeToken(_ id: String) async throws -> ControlAnswer {
        guard let id = try? ID<ApiToken>(reading: id) else {
            return .refused("id: Use an id as `tokens list` shows it.")
        }
        switch try await installation.revokeToken(id) {
        case .revoked: return .done("Token \(id) is revoked.")
        case .nothingToDo: return .refused("id: Token \(id) was revoked before.")
        case .unknown: return .refused("id: There is no token \(id).")
        }
    }
}
