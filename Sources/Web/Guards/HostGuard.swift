import Actions
import Foundation
import HTTPTypes
import Hummingbird

/// Refuses requests for any host but ours, before anything else looks at them (LT-10), addresses beyond 4 KiB and content that
/// would have to be unpacked first (RL-06).
struct HostGuard: RouterMiddleware {
    typealias Context = SiteContext

    private let host: String
    private let hostWithPort: String
    /// In development, the names under which the same machine is reached, with any port.
    private let nearby: Set<String>

    init(_ site: Site) {
        host = site.organisation.host.lowercased()
        hostWithPort = host + (site.organisation.isSecure ? ":443" : ":80")
        nearby = site.settings.isDevelopment ? ["localhost", "127.0.0.1", "[::1]", site.settings.listenHost] : []
    }

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let target = request.head.path ?? ""
        guard target.utf8.count <= 4096 else { throw Refusal.status(414, closesConnection: true) }
        // A second Host stays among the fields; the first became the authority.
        guard request.headers[.host] == nil, let authority = request.head.authority else { throw Refusal.status(400) }
        guard isOurs(authority) || Self.isProbe(target) else { throw Refusal.status(421) }
        guard request.headers[.contentEncoding] == nil else { throw Refusal.status(415, closesConnection: true) }
        guard target.hasPrefix("/") else { throw Refusal.status(400) }
        return try await next(request, context)
    }

    /// Load balancers and monitoring ask by whatever name they know the machine. Nothing in these answers is made of the host,
    /// and who may see more than a word is decided with it in view (`Insider`).
    private static func isProbe(_ target: String) -> Bool { ["/healthz", "/readyz", "/metrics"].contains(target) }

    private func isOurs(_ authority: String) -> Bool {
        if authority == host { return true }
        let name = authority.lowercased()
        return name == host || name == hostWithPort || nearby.contains(Self.withoutPort(name))
    }

    private static func withoutPort(_ name: String) -> String {
        guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("]") else { return name }
        return String(name[..<colon])
    }
}

extension HTTPField.Name {
    static let host = HTTPField.Name("Host")!
}
