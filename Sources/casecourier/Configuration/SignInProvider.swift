import Actions
import Cryptography
import Domain
import Outbound

/// The organisation's own sign-in service, as the settings name it.
struct SignInProvider: Sendable {
    enum SecondFactor: String, CaseIterable, Sendable { case ours, provider }

    let settings: OpenIDSettings
    let takesPasswords: Bool
    let isSecondFactor: Bool

    /// None where no issuer is set.
    init?(_ reader: SettingsReader, origin: String, isProduction: Bool) throws {
        guard let issuer = reader.text(.oidcIssuer) else { return nil }
        guard let clientID = reader.text(.oidcClientID) else {
            throw ConfigurationFault(
                "\(Setting.oidcIssuer.variable) is set: set \(Setting.oidcClientID.variable) too.")
        }
        do {
            settings = try OpenIDSettings(
                issuer: issuer, name: reader.required(.oidcName), redirectURL: "\(origin)/sign-in/provider",
                signedOutURL: "\(origin)/signed-out",
                clientID: clientID, clientSecret: reader.text(.oidcClientSecret),
                requirement: reader.text(.oidcRequiredClaim).map { text throws(Malformed) in
                    try ClaimRequirement(reading: text)
                })
        } catch let malformed as Malformed {
            let setting: Setting =
                switch malformed.field {
                case "claim": .oidcRequiredClaim
                case "clientID": .oidcClientID
                default: .oidcIssuer
                }
            throw ConfigurationFault("\(setting.variable): \(malformed.remedy)")
        }
        guard settings.isEncrypted || !isProduction else {
            throw ConfigurationFault("In production \(Setting.oidcIssuer.variable) has to begin with https://.")
        }
        takesPasswords = try reader.word(.oidcPasswords) == ServiceConfiguration.Answer.yes
        isSecondFactor = try reader.word(.oidcSecondFactor) == SecondFactor.provider
    }

    /// Ready to be asked.
    func service(_ world: any World) -> IdentityProvider {
        IdentityProvider(
            OpenIDProvider(settings, world: world), takesPasswords: takesPasswords, isSecondFactor: isSecondFactor)
    }
}
