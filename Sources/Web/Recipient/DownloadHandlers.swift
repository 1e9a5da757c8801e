import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/f/{token}/download`: the bytes of a file, whole or in part.
struct DownloadHandlers: Sendable {
    let site: Site

    func send(_ request: Request, _ context: VisitorContext) async throws -> Response {
        try await send(request, context, tries: 3)
    }

    /// A file that is replaced between being found and being opened is looked for again.
    private func send(_ request: Request, _ context: VisitorContext, tries: Int) async throws -> Response {
        try await answer(request, context) { link, found, asked in
            let range = asked.range
            switch try await site.installation.beginDownload(found, range: range.bytes, by: context.visitor) {
            case .refused(let refusal): return try link.refused(refusal)
            case .locked: return link.toTheDoor()
            case .replaced:
                guard tries > 0 else { throw Refusal.status(503) }
                return try await send(request, context, tries: tries - 1)
            case .transfer(let transfer):
                let body = TransferBody(transfer, over: context.facts.context, pace: site.transferPace)
                return Response(
                    status: range.isPart ? .partialContent : .ok, headers: asked.headers,
                    body: ResponseBody(contentLength: Int(range.bytes.count)) { try await body.write(to: &$0) })
            }
        }
    }

    /// The same headers; nothing begins, nothing is counted (N-09).
    func describe(_ request: Request, _ context: VisitorContext) async throws -> Response {
        try await answer(request, context) { _, found, asked in
            var headers = asked.headers
            headers[.contentLength] = "\(found.attachment.size)"
            return Response(status: .ok, headers: headers)
        }
    }

    private func answer(
        _ request: Request, _ context: VisitorContext,
        _ deliver: (LinkAnswers, DownloadableFile, FileAnswer) async throws -> Response
    ) async throws -> Response {
        let link = try LinkAnswers(site, context)
        switch try await site.installation.findDownload(link.token, by: context.visitor) {
        case .refused(let refusal): return try link.refused(refusal)
        case .locked: return link.toTheDoor()
        case .nothingToDownload: throw Refusal.notFound
        case .file(let found):
            let asked = FileAnswer(found.attachment, request.head)
            switch asked.kind {
            case .notModified: return Response(status: .notModified, headers: asked.headers)
            case .unsatisfiable: throw asked.refusal
            case .content: return try await deliver(link, found, asked)
            }
        }
    }
}
