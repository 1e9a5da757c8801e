import Actions
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What load balancers and monitoring ask: whether the process lives, whether it is ready, and its figures.
struct HealthHandlers: Sendable {
    let site: Site

    /// That the process answers, and nothing else.
    func live(_ request: Request, _ context: VisitorContext) -> Response { .text("ok\n") }

    /// 200 or 503; to insiders with every check by its name.
    func ready(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let checks = site.installation.vitals.checks(at: site.installation.uptime())
        let isReady = checks.allSatisfy(\.isGood)
        let status: HTTPResponse.Status = isReady ? .ok : .serviceUnavailable
        guard case .admitted = try await Insider.of(request, context.facts, site) else {
            return .text(isReady ? "ready\n" : "not ready\n", status: status)
        }
        return try Self.json(Answer(ready: isReady, checks: checks.map(Answer.Check.init)), status: status)
    }

    /// The Prometheus text format; to strangers as if it were not there.
    func figures(_ request: Request, _ context: VisitorContext) async throws -> Response {
        switch try await Insider.of(request, context.facts, site) {
        case .admitted:
            return Response(
                status: .ok, headers: [.contentType: Exposition.contentType],
                body: ResponseBody(byteBuffer: ByteBuffer(string: SiteFigures(site).text)))
        case .wrongToken:
            var response = Response.text("This token reads no figures.\n", status: .unauthorized)
            response.headers[.wwwAuthenticate] = "Bearer"
            return response
        case .stranger: throw Refusal.notFound
        }
    }

    private struct Answer: Encodable {
        let ready: Bool
        let checks: [Check]

        struct Check: Encodable {
            let name: String
            let good: Bool
            let sentence: String

            init(_ check: HealthCheck) {
                name = check.name.rawValue
                good = check.isGood
                sentence = check.sentence
            }
        }
    }

    private static func json(_ answer: Answer, status: HTTPResponse.Status) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(answer) + [0x0a])))
    }
}
