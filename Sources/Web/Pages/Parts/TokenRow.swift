import Domain

/// A token of the HTTP interface in a list.
struct TokenRow: Sendable {
    let name: String
    let madeAt: When
    let until: When
    /// Nil if it never was.
    let usedAt: When?
    /// Where one is asked whether it is to be revoked.
    let revoke: String
}

extension TokenRow {
    init(_ token: ApiToken) {
        self.init(
            name: token.name, madeAt: When(token.createdAt), until: When(token.expiresAt),
            usedAt: token.lastUsedAt.map { When($0) }, revoke: "/tokens/\(token.id)/revocation")
    }
}
