import NIOHTTP1

/// A request target that names scheme and host, as proxies are asked with. What it names counts, and not what `Host` says
/// (RFC 9112 section 3.2.2).
struct AbsoluteTarget {
    let authority: String
    let path: String

    /// None for a target that begins with its path, and for one that is no address of the web.
    init?(_ target: String) {
        guard !target.hasPrefix("/"), let separator = target.firstRange(of: "://"),
            ["http", "https"].contains(target[..<separator.lowerBound].lowercased())
        else { return nil }
        let rest = target[separator.upperBound...]
        authority = String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
        let after = rest.dropFirst(authority.count)
        path = after.hasPrefix("/") ? String(after) : "/" + after
    }
}

extension HTTPRequestHead {
    /// The same request with the host that is really asked for in `Host`, and the path alone as its target. The framework
    /// would leave out what stands before the path, unread; a target that cannot be read is kept from it by having no host.
    func withoutAuthorityInTarget() -> HTTPRequestHead {
        guard !uri.hasPrefix("/"), uri != "*", method != .CONNECT else { return self }
        // More than one is refused later on, as with any target.
        guard headers["host"].count <= 1 else { return self }
        var head = self
        if let absolute = AbsoluteTarget(uri) {
            head.headers.replaceOrAdd(name: "host", value: absolute.authority)
            head.uri = absolute.path
        } else {
            head.headers.remove(name: "host")
        }
        return head
    }
}
