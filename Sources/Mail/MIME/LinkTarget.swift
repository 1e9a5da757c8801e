import Domain

/// Where a link in a letter leads. Letters link to our own host only, so that recipients can trust what they see.
enum LinkTarget {
    /// `url` is absolute, http or https, without user name, and its host and port are `host`.
    static func check(_ url: String, host: String) throws(Malformed) {
        let refusal = Malformed("link", "Links in letters lead to \(host) only.")
        let lowered = url.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lowered.hasPrefix) else { throw refusal }
        let rest = lowered.dropFirst(scheme.count)
        let authority = rest.prefix { !"/?#".contains($0) }
        guard authority == host.lowercased(), !authority.isEmpty else { throw refusal }
        let refused: Set<UInt8> = [0x22, 0x27, 0x3c, 0x3e, 0x5c, 0x5e, 0x60, 0x7b, 0x7c, 0x7d]
        guard url.utf8.allSatisfy({ (0x21...0x7e).contains($0) && !refused.contains($0) }) else { throw refusal }
    }
}
