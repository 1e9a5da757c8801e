import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What is the same for every visitor: help, what is recorded, assets, and what machines ask for.
struct GeneralHandlers: Sendable {
    let site: Site

    func robots(_ request: Request, _ context: VisitorContext) -> Response { .text("User-agent: *\nDisallow: /\n") }

    /// RFC 9116: whom to tell about a weakness. The help page carries the contact line.
    func security(_ request: Request, _ context: VisitorContext) -> Response {
        let origin = site.organisation.origin
        let expires = CivilTime(site.installation.now() + .days(180))
        let date = "\(expires.year)-\(Self.two(expires.month))-\(Self.two(expires.day))T00:00:00Z"
        return .text(
            "Contact: \(origin)/help\nExpires: \(date)\nCanonical: \(origin)/.well-known/security.txt\n"
                + "Preferred-Languages: en\n")
    }

    /// The folder's name changes with its content, so a browser may keep what it has for ever.
    func asset(_ request: Request, _ context: VisitorContext) throws -> Response {
        guard try context.facts.parameter("hash") == Assets.hash,
            let asset = Assets.named(try context.facts.parameter("name"))
        else { throw Refusal.notFound }
        return Response(
            status: .ok,
            headers: [
                .contentType: asset.contentType, .cacheControl: "public, max-age=31536000, immutable",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }

    func help(_ request: Request, _ context: VisitorContext) -> Response {
        let limits = site.installation.codeLimits
        return site.answer(
            HelpPage(
                frame: site.readingFrame(), sender: site.organisation.mailFrom.spelling,
                codeMinutes: Int(limits.codeLife.components.seconds / 60), tries: Int(limits.attempts)))
    }

    func privacy(_ request: Request, _ context: VisitorContext) -> Response {
        let policy =
            switch site.organisation.recordsClients {
            case .full: "Network addresses are recorded."
            case .truncated: "Of network addresses only the part that names the network is recorded."
            case .off: "Network addresses are not recorded."
            }
        return site.answer(PrivacyPage(frame: site.readingFrame(), networkAddresses: policy))
    }

    func accessibility(_ request: Request, _ context: VisitorContext) -> Response {
        site.answer(AccessibilityPage(frame: site.readingFrame()))
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
