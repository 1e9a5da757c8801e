import Actions
import HTTPTypes
import Hummingbird

/// What the pages of a verified visitor say about their session.
struct SessionHandlers: Sendable {
    let site: Site

    /// "End session": nothing of it stays in the browser either (SE-04).
    func end(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only([])
        try await site.installation.endSession(context.visitor.session)
        var response = site.answer(SessionEndedPage(frame: site.readingFrame()))
        response.headers[.clearSiteData] = #""cache", "cookies", "storage""#
        site.cookies.clear(.visitor, in: &response)
        return response
    }

    /// A page is still open; 401 when there is no session any more.
    func beat(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only([])
        let isLive = try await site.installation.keepSession(context.visitor.session)
        return Response(status: isLive ? .noContent : .unauthorized)
    }

    /// A page goes away.
    func close(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only([])
        try await site.installation.announceClosing(context.visitor.session)
        return Response(status: .noContent)
    }
}

extension HTTPField.Name {
    static let clearSiteData = HTTPField.Name("Clear-Site-Data")!
}
