package import Domain
import Foundation

/// Which mail server to use and how: the value of `CASECOURIER_SMTP_URL`.
///
/// `smtp://[user:password@]host:port[?tls=none|opportunistic|required][&ca=/path]`, or `smtps://…` for TLS from the
/// first octet. Without a port: 587 for `smtp`, 465 for `smtps`. Without `tls`: `required`, unless the host is this
/// machine (`localhost`, 127.0.0.0/8, ::1), then `opportunistic`. `ca` names a PEM file of further authorities to
/// trust, for a private relay. User and password are percent-decoded, and are accepted only where they will travel
/// over checked TLS or stay on this machine. Its printed form holds no password.
package struct SMTPServerAddress: Hashable, Sendable {
    package let host: String
    package let port: Int
    package let encryption: SMTPEncryption
    package let credentials: SMTPCredentials?
    package let authorityFile: String?

    package init(reading text: String) throws(Malformed) {
        guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
            let host = url.host.map(Self.withoutBrackets), Self.isHost(host), ["", "/"].contains(url.path),
            url.fragment == nil, scheme == "smtp" || scheme == "smtps"
        else { throw Self.refusal("Write it as smtp://host:port or smtps://host:port.") }
        self.host = host
        let isImplicit = scheme == "smtps"
        port = url.port ?? (isImplicit ? 465 : 587)
        guard (1...65_535).contains(port) else { throw Self.refusal("The port is a number from 1 to 65535.") }
        var encryption: SMTPEncryption =
            isImplicit ? .implicit : (Self.isLoopback(host) ? .opportunistic : .required)
        var authorityFile: String?
        for item in url.queryItems ?? [] {
            switch (item.name, item.value) {
            case ("tls", "none") where !isImplicit: encryption = .none
            case ("tls", "opportunistic") where !isImplicit: encryption = .opportunistic
            case ("tls", "required"): encryption = isImplicit ? .implicit : .required
            case ("ca", let path?) where path.hasPrefix("/"): authorityFile = path
            default: throw Self.refusal("After ? it takes tls=none, opportunistic or required, and ca=/path.")
            }
        }
        self.encryption = encryption
        self.authorityFile = authorityFile
        credentials = try Self.credentials(of: url)
        if credentials != nil, !encryption.checksCertificate, !Self.isLoopback(host) {
            throw Self.refusal("A password needs smtps:// or tls=required, or a server on this machine.")
        }
    }

    /// Whether the server runs on this machine.
    package var isLoopback: Bool { Self.isLoopback(host) }

    /// Whether `host` is an IP address rather than a name.
    var isNumeric: Bool { host.contains(":") || host.utf8.allSatisfy { $0 == 0x2e || (0x30...0x39).contains($0) } }

    private static func credentials(of url: URLComponents) throws(Malformed) -> SMTPCredentials? {
        guard let user = url.user, !user.isEmpty else {
            guard url.password == nil else { throw refusal("A password needs a user before it.") }
            return nil
        }
        guard let password = url.password, !password.isEmpty else { throw refusal("The user needs a password.") }
        guard !(user + password).unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
            throw refusal("User and password hold no control characters.")
        }
        return SMTPCredentials(user: user, password: password)
    }

    private static func refusal(_ remedy: String) -> Malformed { Malformed("CASECOURIER_SMTP_URL", remedy) }

    private static func withoutBrackets(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }

    private static func isHost(_ host: String) -> Bool {
        (1...253).contains(host.utf8.count)
            && host.utf8.allSatisfy { octet in
                switch octet {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x3a, 0x5f: true
                default: false
                }
            }
    }

    private static func isLoopback(_ host: String) -> Bool {
        if ["localhost", "::1"].contains(host.lowercased()) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension SMTPServerAddress: CustomStringConvertible {
    package var description: String { "\(encryption == .implicit ? "smtps" : "smtp")://\(host):\(port)" }
}
