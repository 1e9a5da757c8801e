import Foundation

/// The address under which the service is reached: scheme and host, with a port if it is not the scheme's own.
struct PublicURL: Sendable {
    let origin: String

    /// A path, query or fragment is refused: links are short, and cookies belong to the whole host.
    init(reading text: String) throws {
        let refusal = ConfigurationFault(
            "\(Setting.publicURL.variable) has to look like https://updates.example.com, without a path.")
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host?.lowercased(), !host.isEmpty,
            ["", "/"].contains(parts.path), parts.query == nil, parts.fragment == nil, parts.user == nil
        else { throw refusal }
        let isStandardPort = parts.port == nil || parts.port == (scheme == "https" ? 443 : 80)
        origin = "\(scheme)://\(host)" + (isStandardPort ? "" : ":\(parts.port ?? 0)")
    }
}
