import Cryptography

/// What a sign-in service last said of itself and of its keys, asked anew after an hour.
///
/// A token with a key that nobody knows asks for the keys at most once a minute, however many come: whoever makes such tokens up
/// cannot make us flood the service.
actor ProviderKnowledge {
    private static let life = Duration.seconds(3600)
    private static let pause = Duration.seconds(60)

    private let settings: OpenIDSettings
    private let http: ProviderHTTP
    private var description: (value: ProviderDescription, at: Duration)?
    private var keys: (value: ProviderKeys, at: Duration)?
    /// When the keys were last asked for because of a key that nobody knew.
    private var missedAt: Duration?

    init(_ settings: OpenIDSettings, http: ProviderHTTP) {
        self.settings = settings
        self.http = http
    }

    /// What it says of itself; `uptime` is the time by which its age is told.
    func description(at uptime: Duration) async throws(OpenIDFault) -> ProviderDescription {
        if let description, uptime - description.at < Self.life { return description.value }
        let fresh = try ProviderDescription(reading: try await http.get(settings.descriptionURL), for: settings)
        description = (fresh, uptime)
        return fresh
    }

    /// Its keys, asked for again where none of those that are known may have signed a token with this header.
    func keys(for header: IDToken.Header, at uptime: Duration) async throws(OpenIDFault) -> [VerifyingKey] {
        if let keys, uptime - keys.at < Self.life {
            let known = keys.value.candidates(header)
            guard known.isEmpty, missedAt.map({ uptime - $0 >= Self.pause }) ?? true else { return known }
            missedAt = uptime
        }
        return try await ask(at: uptime).candidates(header)
    }

    /// Its keys as they are now.
    func ask(at uptime: Duration) async throws(OpenIDFault) -> ProviderKeys {
        let address = try await description(at: uptime).keys
        let fresh = try ProviderKeys(reading: try await http.get(address))
        keys = (fresh, uptime)
        return fresh
    }
}
