package import Actions
package import Cryptography
package import Domain
import Outbound
import Records

extension IdentityProvider {
    package static let testIssuer = "http://127.0.0.1:1"

    /// A sign-in service that is not there: what it says is made up by tests.
    package static func test(
        _ world: any World, takesPasswords: Bool = true, isSecondFactor: Bool = false
    ) throws -> IdentityProvider {
        let settings = try OpenIDSettings(
            issuer: testIssuer, name: "Harbour Sign-in", redirectURL: "\(TestInstallation.origin)/sign-in/provider",
            signedOutURL: "\(TestInstallation.origin)/signed-out",
            clientID: "cc", clientSecret: nil)
        return IdentityProvider(
            OpenIDProvider(settings, world: world), takesPasswords: takesPasswords, isSecondFactor: isSecondFactor)
    }
}

extension TestInstallation {
    /// Links somebody to an account at that service.
    package func linkProvider(_ person: ID<Person>) async throws {
        let account = ProviderAccount(
            issuer: IdentityProvider.testIssuer, subject: "subject of \(person)", person: person, linkedAt: world.now())
        try await write { try ProviderAccounts($0).insert(account) }
    }
}
