import Actions
import Foundation
import HTTPTypes
import Hummingbird

/// A submitted form: names and values as they were sent, in Unicode normalisation form C.
///
/// At most 200 fields (RL-06). What is not well-formed, or holds a null character, is refused as a whole.
struct Form: Sendable {
    /// Bytes; enough for everything but long texts.
    static let usualLimit = 65_536
    static let mostFields = 200

    private let fields: [(name: String, value: String)]

    /// The proof that our page made the form.
    var token: String? { optional("_token") }

    /// The first value of that name; empty if there is none.
    func text(_ name: String) -> String { optional(name) ?? "" }

    /// Nil if the form has no such field.
    func optional(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Every value of that name, in the order sent: ticked boxes.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// Whether a box was ticked.
    func has(_ name: String) -> Bool { optional(name) != nil }

    /// Throws, naming it, when the form has any field but these, or one of `names` twice: what nobody asked for is refused, not
    /// ignored (AU-04).
    func only(_ names: Set<String>, several: Set<String> = []) throws(Refusal) {
        try only(names) { several.contains($0) }
    }

    func only(_ names: Set<String>, several: (String) -> Bool) throws(Refusal) {
        var seen: Set<String> = []
        for (name, _) in fields where !several(name) {
            guard name == "_token" || names.contains(name), seen.insert(name).inserted else {
                throw Refusal(.unexpected(field: name))
            }
        }
    }

    /// The fields whose names are of this kind, in the order sent.
    func named(_ isWanted: (String) -> Bool) -> [(name: String, value: String)] {
        fields.filter { isWanted($0.name) && $0.name != "_token" }
    }
}

extension Form {
    /// Reads a form of at most `limit` bytes from the request. A request without any content is a form without fields.
    init(reading request: Request, limit: Int) async throws {
        var bytes: [UInt8] = []
        for try await chunk in try PacedBody(request, limit: Int64(limit)) {
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        guard bytes.isEmpty || request.headers.essence == "application/x-www-form-urlencoded" else {
            throw Refusal.status(415)
        }
        try self.init(reading: bytes)
    }

    /// Reads `application/x-www-form-urlencoded` (URL Living Standard, section 5).
    init(reading bytes: [UInt8]) throws(Refusal) {
        var fields: [(String, String)] = []
        for pair in bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true) {
            guard fields.count < Self.mostFields else { throw .status(422) }
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            fields.append((try Self.text(parts[0]), try parts.count > 1 ? Self.text(parts[1]) : ""))
        }
        self.fields = fields
    }

    private static func text(_ raw: ArraySlice<UInt8>) throws(Refusal) -> String {
        guard let bytes = PercentCoding.bytes(of: raw, plusIsSpace: true), !bytes.contains(0),
            let text = String(validating: bytes, as: UTF8.self)?.composed
        else { throw .status(400) }
        return text
    }
}

extension HTTPFields {
    /// The media type of the content without its parameters, lower-cased.
    var essence: String {
        (self[.contentType] ?? "").prefix { $0 != ";" && $0 != "," }.trimmingCharacters(in: .whitespaces).lowercased()
    }
}

extension HTTPRequest {
    /// The proof of a form whose body is not one.
    var formToken: String? { HTTPField.Name("X-Form-Token").flatMap { headerFields[$0] } }
}
