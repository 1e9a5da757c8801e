import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// A request to the interface that ends in a problem (RFC 9457).
struct ApiRefusal: Error {
    let status: HTTPResponse.Status
    /// What programs tell kinds of problems apart by: the last part of its `type`.
    let kind: String
    let title: String
    let detail: String
    var mistakes: [Mistake] = []
    var incident: String?
    var headers: HTTPFields = [:]
    var closesConnection = false

    init(_ status: HTTPResponse.Status, _ kind: String, _ title: String, _ detail: String) {
        self.status = status
        self.kind = kind
        self.title = title
        self.detail = detail
    }

    /// 422, with everything that is to be mended.
    static func mistakes(_ mistakes: [Mistake]) -> ApiRefusal {
        var refusal = ApiRefusal(
            .unprocessableContent, "mistakes", "Something in the request is wrong",
            "Each of the errors names a place and what to give there.")
        refusal.mistakes = mistakes
        return refusal
    }

    static func mistake(_ member: String, _ detail: String) -> ApiRefusal {
        .mistakes([Mistake(JSONPointer.whole.member(member), detail)])
    }

    /// 409 in these words.
    static func conflict(_ kind: String, _ title: String, _ detail: String) -> ApiRefusal {
        ApiRefusal(.conflict, kind, title, detail)
    }

    /// A closed case is read-only.
    static let closed = conflict("case-closed", "The case is closed", "Open the case again first; nothing was changed.")

    /// What was asked for is so already, or was withdrawn for good.
    static let nothingToDo = conflict(
        "nothing-to-do", "There is nothing to do", "It is so already, or was withdrawn for good.")
}

extension ApiRefusal {
    static let shape = Shape.object([
        .required("type", .text(200)), .required("title", .text(200)),
        .required("status", .integer(400...599)), .required("detail", .text(2000)),
        .optional(
            "errors",
            .list(
                of: .object([
                    .optional("pointer", Shape.text(8192).noted("A place in the content (RFC 6901).")),
                    .optional("parameter", Shape.text(8192).noted("A part of the query.")),
                    .optional("header", Shape.text(200).noted("A field of the head.")),
                    .required("detail", .text(2000)),
                ]), most: 1000)),
        .optional("incident", Shape.text(200).noted("What the log calls this event.")),
    ]).named("Problem")

    var response: Response {
        var members: [JSON.Member] = [
            .init(name: "type", value: .text("urn:casecourier:problem:\(kind)")),
            .init(name: "title", value: .text(title)), .init(name: "status", value: JSON(status.code)),
            .init(name: "detail", value: .text(detail)),
        ]
        if !mistakes.isEmpty { members.append(.init(name: "errors", value: .list(mistakes.map(\.json)))) }
        if let incident { members.append(.init(name: "incident", value: .text(incident))) }
        var response = Response.json(.object(members), status: status, type: "application/problem+json")
        for field in headers { response.headers[field.name] = field.value }
        return response
    }
}

extension Mistake {
    fileprivate var json: JSON {
        switch place {
        case .content(let pointer): ["pointer": .text(pointer.text), "detail": .text(detail)]
        case .query(let name): ["parameter": .text(name), "detail": .text(detail)]
        case .header(let name): ["header": .text(name), "detail": .text(detail)]
        }
    }
}

extension Response {
    static func json(
        _ json: JSON, status: HTTPResponse.Status = .ok, type: String = "application/json"
    ) -> Response {
        .json(text: json.text, status: status, type: type)
    }

    static func json(
        text: String, status: HTTPResponse.Status, type: String = "application/json"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
