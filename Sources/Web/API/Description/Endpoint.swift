import Domain
import HTTPTypes
import Hummingbird

/// What one method of one URL of the interface takes, does and answers: the handler together with its description, from
/// which the checks and the published document are made. Without one there is no route.
struct Endpoint: Sendable {
    /// `openCase`: unique.
    let id: String
    /// One sentence for the document.
    let summary: String
    var query: [QueryField] = []
    var content = Content.none
    let success: Success
    /// Statuses of problems beyond those that every endpoint of its kind can answer.
    var problems: Set<Int> = []
    /// Whether a request may be named, so that sent again it makes nothing again.
    var isNameable = false
    let perform: @Sendable (Call) async throws -> Response

    /// What a request brings.
    enum Content: Sendable {
        case none
        case json(Shape, isRequired: Bool = true)
        /// The bytes of a file; read by the handler as they come.
        case bytes
    }

    /// What an answer that is no problem holds.
    enum Success: Sendable {
        case json(HTTPResponse.Status, Shape)
        case nothing
        /// The bytes of a file, whole or in part.
        case file
        /// A table as CSV.
        case table
    }

    /// A part of the query.
    struct QueryField: Sendable {
        let name: String
        let shape: Shape
        let isRequired: Bool

        init(_ name: String, _ shape: Shape, isRequired: Bool = false) {
            self.name = name
            self.shape = shape
            self.isRequired = isRequired
        }
    }
}

extension Endpoint {
    /// Shows something and changes nothing; 404 where `show` finds nothing.
    static func showing(
        _ id: String, _ summary: String, query: [QueryField] = [], _ shape: Shape,
        problems: Set<Int> = [], _ show: @escaping @Sendable (Call) async throws -> JSON?
    ) -> Endpoint {
        Endpoint(id: id, summary: summary, query: query, success: .json(.ok, shape), problems: problems) { call in
            guard let shown = try await show(call) else { throw Refusal.notFound }
            return .json(shown)
        }
    }

    /// Changes something and answers with what it is now.
    static func changing(
        _ id: String, _ summary: String, _ content: Content, problems: Set<Int> = [403], _ shape: Shape,
        _ change: @escaping @Sendable (Call) async throws -> JSON?
    ) -> Endpoint {
        var endpoint = showing(id, summary, shape, change)
        endpoint.content = content
        endpoint.problems = problems
        return endpoint
    }

    /// Takes something away.
    static func removing(
        _ id: String, _ summary: String, problems: Set<Int> = [403, 409],
        _ remove: @escaping @Sendable (Call) async throws -> Void
    ) -> Endpoint {
        Endpoint(id: id, summary: summary, success: .nothing, problems: problems) { call in
            try await remove(call)
            return Response(status: .noContent)
        }
    }

    /// Makes something, once for each name that the caller gives the request: `make` gives the id of it, `show` what it is.
    static func making(
        _ id: String, _ summary: String, _ content: Content, status: HTTPResponse.Status = .created,
        problems: Set<Int> = [403], _ shape: Shape, make: @escaping @Sendable (Call) async throws -> String,
        show: @escaping @Sendable (Call, String) async throws -> JSON?
    ) -> Endpoint {
        Endpoint(
            id: id, summary: summary, content: content, success: .json(status, shape), problems: problems.union([409]),
            isNameable: true
        ) { call in
            try await NamedAnswer(call: call, status: status, make: make, show: show).response()
        }
    }
}
