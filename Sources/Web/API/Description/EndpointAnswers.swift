import HTTPTypes

/// Every answer that an endpoint can give: its own, and the problems that requests of its kind can run into.
struct EndpointAnswers {
    private let route: Route
    private let endpoint: Endpoint

    init(_ route: Route, _ endpoint: Endpoint) {
        self.route = route
        self.endpoint = endpoint
    }

    var description: JSON {
        .object(
            success
                + problems.sorted().map { status in
                    JSON.Member(name: String(status), value: Self.problem(status))
                })
    }

    /// The statuses of its problems.
    var problems: Set<Int> {
        var problems = endpoint.problems.union([400, 401, 414, 421, 422, 429, 500, 503])
        if route.path.contains("{") { problems.insert(404) }
        switch endpoint.content {
        case .none where route.method == .get: break
        case .none, .json: problems.formUnion([408, 413, 415])
        case .bytes: problems.formUnion([408, 413])
        }
        if route.method != .get { problems.insert(507) }
        return problems
    }

    private var success: [JSON.Member] {
        switch endpoint.success {
        case .json(let status, let shape):
            let content: JSON = ["application/json": ["schema": shape.description]]
            return [
                .init(name: String(status.code), value: ["description": .text(endpoint.summary), "content": content])
            ]
        case .nothing: return [.init(name: "204", value: ["description": "Done."])]
        case .table:
            let content: JSON = ["text/csv": ["schema": ["type": "string"]]]
            return [.init(name: "200", value: ["description": .text(endpoint.summary), "content": content])]
        case .file:
            let content: JSON = ["*/*": ["schema": ["type": "string", "format": "binary"]]]
            return [
                .init(name: "200", value: ["description": "The whole file.", "content": content]),
                .init(name: "206", value: ["description": "The range that was asked for.", "content": content]),
                .init(name: "304", value: ["description": "`If-None-Match` names what is there."]),
            ]
        }
    }

    private static func problem(_ status: Int) -> JSON {
        let content: JSON = ["application/problem+json": ["schema": ApiRefusal.shape.description]]
        return ["description": .text(ApiRefusal.of(status: status).title), "content": content]
    }
}
