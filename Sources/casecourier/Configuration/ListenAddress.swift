/// Where the server listens, as `host:port`; an IPv6 host stands in brackets.
struct ListenAddress: Hashable, Sendable {
    let host: String
    let port: Int

    init(reading text: String) throws {
        let refusal = ConfigurationFault(
            "\(Setting.httpAddress.variable) has to be host:port, such as 127.0.0.1:8080 or [::1]:8080.")
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port), colon != text.startIndex
        else { throw refusal }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        self.host = host
        self.port = port
    }

    /// The address as a browser on this machine can use it.
    var reachable: String {
        if ["0.0.0.0", "::"].contains(host) { return "localhost:\(port)" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
