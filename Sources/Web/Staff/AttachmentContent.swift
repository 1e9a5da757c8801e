import Actions
import Domain
import HTTPTypes
import Hummingbird

/// The bytes of a file as staff and their programs read them. No delivery event: there is no link in it.
struct AttachmentContent: Sendable {
    let site: Site
    let viewer: Viewer
    let context: SiteContext

    /// The whole file, or the range that is asked for.
    func answer(_ id: ID<Attachment>, to request: Request) async throws -> Response {
        let asked = try await asked(id, request)
        if case .notModified = asked.kind { return Response(status: .notModified, headers: asked.headers) }
        let bytes = asked.range.bytes
        guard let reading = try await site.installation.readAttachment(id, range: bytes, by: viewer) else {
            throw Refusal.notFound
        }
        let body = TransferBody(reading, over: context, pace: site.transferPace)
        return Response(
            status: asked.range.isPart ? .partialContent : .ok, headers: asked.headers,
            body: ResponseBody(contentLength: Int(bytes.count)) { try await body.write(to: &$0) })
    }

    /// The same headers, without opening the file.
    func describe(_ id: ID<Attachment>, to request: Request) async throws -> Response {
        let asked = try await asked(id, request)
        var headers = asked.headers
        headers[.contentLength] = "\(asked.range.bytes.count)"
        return Response(status: .ok, headers: headers)
    }

    private func asked(_ id: ID<Attachment>, _ request: Request) async throws -> FileAnswer {
        guard let attachment = try await site.installation.showAttachment(id, to: viewer) else {
            throw Refusal.notFound
        }
        let asked = FileAnswer(attachment, request.head)
        if case .unsatisfiable = asked.kind { throw asked.refusal }
        return asked
    }
}
