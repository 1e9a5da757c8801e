import Cryptography
import Outbound

/// Whether the organisation's sign-in service can be used: its description and its keys are fetched, and nobody is signed in.
struct SignInExamination {
    let provider: SignInProvider?

    func findings() async -> [Finding] {
        guard let provider else { return [] }
        let issuer = provider.settings.issuer
        do {
            try await OpenIDProvider(provider.settings, world: SystemWorld()).examine()
        } catch {
            return [.problem(.signIn, Self.sentence(error, issuer))]
        }
        let redirect = "Register \(provider.settings.redirectURL) there as the address to come back to."
        return [
            .ok(.signIn, "The sign-in service \(issuer) describes itself and its keys as we need them. \(redirect)")
        ]
    }

    private static func sentence(_ fault: OpenIDFault, _ issuer: String) -> String {
        switch fault {
        case .misdescribed(let what):
            "The sign-in service \(issuer) cannot be used: \(what.rawValue). Check \(Setting.oidcIssuer.variable)."
        default:
            "The sign-in service \(issuer) gives no answer that can be used. Check \(Setting.oidcIssuer.variable), and whether "
                + "this machine reaches it."
        }
    }
}
