import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Whether a request may see figures: it shows the operator's token, or it was made on this machine by somebody who means this
/// process.
///
/// A proxy on this machine also connects from a loopback address, on behalf of anybody. So a request that carries a trace of a
/// proxy is none of ours, and the host it asks for has to be a loopback name: what a proxy passes on for visitors asks for the
/// public one, and so does a page that had its own name point here (DNS rebinding).
enum Insider {
    case admitted
    /// Showed a token that is not the operator's.
    case wrongToken
    case stranger

    /// Any other token has to be that of an administrator; wrong ones are counted as for the interface of programs.
    static func of(_ request: Request, _ facts: RequestFacts, _ site: Site) async throws -> Insider {
        guard let shown = request.headers[.authorization] else {
            return isLocal(request.head, facts.context.channel) ? .admitted : .stranger
        }
        guard let token = bearer(in: shown) else { return .wrongToken }
        if site.settings.metricsToken?.accepts(token) == true { return .admitted }
        if let bearer = try await site.installation.bearer(String(token)) {
            return bearer.role == .administrator ? .admitted : .wrongToken
        }
        if let wait = site.limits.waitAfterWrongToken(client: facts.limitKey) { throw site.tooMany(wait) }
        return .wrongToken
    }

    /// The token after `Bearer` (RFC 6750 section 2.1); the word in any case.
    private static func bearer(in field: String) -> Substring? {
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1]
    }

    private static func isLocal(_ head: HTTPRequest, _ channel: any Channel) -> Bool {
        guard let peer = channel.remoteAddress?.ipAddress.flatMap({ IPAddress($0) }), peer.isLoopback,
            let authority = head.authority, LoopbackName.isOne(authority)
        else { return false }
        return tracesOfProxies.allSatisfy { head.headerFields[$0] == nil }
    }

    private static let tracesOfProxies = [
        "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Server",
        "X-Real-IP", "Forwarded", "Via",
    ].compactMap { HTTPField.Name($0) }
}

/// The names by which a machine calls itself.
enum LoopbackName {
    /// Whether an authority, with or without a port, names this machine.
    static func isOne(_ authority: String) -> Bool {
        var name = authority.lowercased()
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("]") { name = String(name[..<colon]) }
        return ["localhost", "127.0.0.1", "[::1]"].contains(name)
    }
}
