import Domain
import HTTPTypes
import Hummingbird

/// Reads query and content of a request and holds them against the description of its endpoint.
enum CallReading {
    /// A mebibyte (RL-06).
    static let largest: Int64 = 1 << 20

    /// Parts that nobody asked for, or that stand there twice, are refused (AU-04).
    static func query(_ call: Call, _ endpoint: Endpoint) throws -> JSON {
        let raw = call.request.uri.query ?? ""
        let form = try Form(reading: Array(raw.utf8))
        var members: [JSON.Member] = []
        var mistakes: [Mistake] = form.token == nil ? [] : [Mistake(query: "_token", "There is no such part.")]
        for (name, value) in form.named({ _ in true }) {
            guard let field = endpoint.query.first(where: { $0.name == name }) else {
                mistakes.append(Mistake(query: name, "There is no such part."))
                continue
            }
            if members.contains(where: { $0.name == name }) {
                mistakes.append(Mistake(query: name, "This stands here twice."))
            }
            let read = field.shape.value(written: value)
            mistakes += field.shape.mistakes(in: read).map { Mistake(query: name, $0.detail) }
            members.append(JSON.Member(name: name, value: read))
        }
        for field in endpoint.query where field.isRequired && !members.contains(where: { $0.name == field.name }) {
            mistakes.append(Mistake(query: field.name, "This is missing. Give \(field.shape.words)."))
        }
        guard mistakes.isEmpty else { throw ApiRefusal.mistakes(mistakes) }
        return .object(members)
    }

    /// The JSON of the content, checked, and its bytes; content of another kind is left to the handler.
    static func body(_ call: Call, _ endpoint: Endpoint) async throws -> (JSON, [UInt8]) {
        switch endpoint.content {
        case .bytes: return ([:], [])
        case .none: return try await json(call, .nothing, isRequired: false)
        case .json(let shape, let isRequired): return try await json(call, shape, isRequired: isRequired)
        }
    }

    private static func json(_ call: Call, _ shape: Shape, isRequired: Bool) async throws -> (JSON, [UInt8]) {
        var bytes: [UInt8] = []
        for try await chunk in try PacedBody(call.request, limit: largest) {
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        if bytes.isEmpty {
            guard isRequired else { return ([:], []) }
            throw ApiRefusal.mistakes([Mistake(.whole, "Give \(shape.words) as JSON.")])
        }
        guard call.request.headers.essence == "application/json" else { throw ApiRefusal.of(status: 415) }
        let json: JSON
        do {
            json = try JSONReader.read(bytes)
        } catch {
            switch error {
            case .mistake(let mistake): throw ApiRefusal.mistakes([mistake])
            case .syntax(let position): throw unreadable(at: position)
            }
        }
        let mistakes = shape.mistakes(in: json)
        guard mistakes.isEmpty else { throw ApiRefusal.mistakes(mistakes) }
        return (json, bytes)
    }

    private static func unreadable(at position: Int) -> ApiRefusal {
        ApiRefusal(
            .badRequest, "unreadable", "The request cannot be read",
            "The content is not JSON in UTF-8; look at byte \(position).")
    }
}

extension Shape {
    /// Digits, and nothing else that a reader of numbers would take.
    private static func integer(written text: String) -> JSON {
        guard text.utf8.allSatisfy({ "-0123456789".utf8.contains($0) }), let integer = Int64(text) else {
            return .text(text)
        }
        return .integer(integer)
    }

    /// A value as a query writes it.
    fileprivate func value(written text: String) -> JSON {
        switch kind {
        case .integer: Self.integer(written: text)
        case .yesNo: text == "true" ? .yesNo(true) : text == "false" ? .yesNo(false) : .text(text)
        default: .text(text)
        }
    }
}
