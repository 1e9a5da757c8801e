extension Shape {
    /// The shape in the words of JSON Schema 2020-12, as OpenAPI 3.1 takes it.
    var description: JSON {
        var members = Self.description(of: kind)
        if let note { members.append(JSON.Member(name: "description", value: .text(note))) }
        if let example { members.append(JSON.Member(name: "examples", value: [example])) }
        return .object(members)
    }

    /// The shapes within that have a name, with their names.
    var named: [(name: String, shape: Shape)] {
        switch kind {
        case .named(let name, let shape): [(name, shape)] + shape.named
        case .optional(let shape), .list(let shape, _): shape.named
        case .object(let members): members.flatMap(\.shape.named)
        case .text, .integer, .yesNo: []
        }
    }

    private static func description(of kind: Kind) -> [JSON.Member] {
        switch kind {
        case .named(let name, _): return [member("$ref", .text("#/components/schemas/\(name)"))]
        case .optional(let shape): return [member("anyOf", [shape.description, ["type": "null"]])]
        case .yesNo: return [member("type", "boolean")]
        case .text(let text): return [member("type", "string")] + text.description
        case .list(let shape, let most):
            return [
                member("type", "array"), member("items", shape.description), member("maxItems", JSON(most)),
            ]
        case .integer(let range):
            return [
                member("type", "integer"), member("minimum", .integer(range.lowerBound)),
                member("maximum", .integer(range.upperBound)),
            ]
        case .object(let members):
            let required = members.filter(\.isRequired).map { JSON.text($0.name) }
            return [
                member("type", "object"),
                member("properties", .object(members.map { member($0.name, $0.shape.description) })),
                member("required", .list(required)), member("additionalProperties", .yesNo(false)),
            ]
        }
    }

    private static func member(_ name: String, _ value: JSON) -> JSON.Member { JSON.Member(name: name, value: value) }
}

extension Shape.Text {
    fileprivate var description: [JSON.Member] {
        switch self {
        case .any(let shortest, let longest):
            [
                JSON.Member(name: "minLength", value: JSON(shortest)),
                JSON.Member(name: "maxLength", value: JSON(longest)),
            ]
        case .words(let words): [JSON.Member(name: "enum", value: .list(words.map(JSON.text)))]
        case .id: [JSON.Member(name: "pattern", value: "^[0-9a-v]{25}[048cgkos]$")]
        case .moment: [JSON.Member(name: "format", value: "date-time")]
        case .sha256: [JSON.Member(name: "pattern", value: "^[0-9a-f]{64}$")]
        }
    }
}
