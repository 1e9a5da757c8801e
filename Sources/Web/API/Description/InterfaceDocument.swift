import Actions
import HTTPTypes

/// The published description of the interface (OpenAPI 3.1), made from the routes that the router has.
enum InterfaceDocument {
    static func json(_ routes: [Route], _ organisation: Organisation) -> JSON {
        let described = routes.compactMap { route in route.endpoint.map { (route, $0) } }
        let paths = described.map(\.0.path).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "CaseCourier", "version": "1",
                "description": .text(
                    "Case updates with files, sent as signed, expiring links, and what became of them. Every request "
                        + "shows a token made with `casecourier tokens create`."),
                "license": ["name": "Apache 2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": .text(organisation.origin)]],
            "security": [["token": []]],
            "paths": .object(
                paths.map { path in
                    JSON.Member(
                        name: path, value: .object(described.filter { $0.0.path == path }.map(operation)))
                }),
            "components": [
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
                "schemas": schemas(described.map(\.1)),
            ],
        ]
    }

    private static func operation(_ route: Route, _ endpoint: Endpoint) -> JSON.Member {
        var members: [JSON.Member] = [
            .init(name: "operationId", value: .text(endpoint.id)),
            .init(name: "summary", value: .text(endpoint.summary)),
            .init(name: "parameters", value: .list(parameters(route, endpoint))),
        ]
        if let content = endpoint.content.description { members.append(.init(name: "requestBody", value: content)) }
        members.append(.init(name: "responses", value: EndpointAnswers(route, endpoint).description))
        return .init(name: route.method.rawValue.lowercased(), value: .object(members))
    }

    private static func parameters(_ route: Route, _ endpoint: Endpoint) -> [JSON] {
        var parameters = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
            parameter(String(part.dropFirst().dropLast()), in: "path", Shape.id, isRequired: true)
        }
        for field in endpoint.query {
            parameters.append(parameter(field.name, in: "query", field.shape, isRequired: field.isRequired))
        }
        if endpoint.isNameable {
            parameters.append(
                parameter(
                    "Idempotency-Key", in: "header",
                    Shape.text(1, 255).noted(
                        "Names the request for a day: sent again, it makes nothing again and is answered as before."),
                    isRequired: false))
        }
        return parameters
    }

    private static func parameter(_ name: String, in place: String, _ shape: Shape, isRequired: Bool) -> JSON {
        [
            "name": .text(name), "in": .text(place), "required": .yesNo(isRequired), "schema": shape.description,
        ]
    }

    private static func schemas(_ endpoints: [Endpoint]) -> JSON {
        var schemas: [JSON.Member] = []
        for (name, shape) in ApiRefusal.shape.named + endpoints.flatMap(\.shapes).flatMap(\.named)
        where !schemas.contains(where: { $0.name == name }) {
            schemas.append(.init(name: name, value: shape.description))
        }
        return .object(schemas.sorted { $0.name < $1.name })
    }
}

extension Endpoint {
    /// What it takes and what it answers.
    fileprivate var shapes: [Shape] {
        var shapes: [Shape] = []
        if case .json(let shape, _) = content { shapes.append(shape) }
        if case .json(_, let shape) = success { shapes.append(shape) }
        return shapes
    }
}

extension Endpoint.Content {
    fileprivate var description: JSON? {
        switch self {
        case .none: nil
        case .json(let shape, let isRequired):
            ["required": .yesNo(isRequired), "content": ["application/json": ["schema": shape.description]]]
        case .bytes:
            [
                "required": .yesNo(true),
                "content": ["application/octet-stream": ["schema": ["type": "string", "format": "binary"]]],
            ]
        }
    }
}
