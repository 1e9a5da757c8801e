import Domain
import HTTPTypes
import NIOCore

@testable import Web

/// One way of asking for a route, good enough to succeed for whoever may: a row of the table.
struct MatrixRequest: Sendable {
    enum Content: Sendable {
        case none
        case form([(String, String)])
        case file
        case files
        /// A reason and a file.
        case replacement
        /// A CSV file, in a form.
        case table(String)
        /// The same as the whole content.
        case csv(String)
        /// For programs.
        case json(String)
    }

    let route: Route
    /// What tells the row from another one of the same route.
    var note = ""
    /// What a part of the path stands for, where that is not the object of the same name.
    var parts: [String: String] = [:]
    var query = ""
    var content = Content.none

    var name: String { route.path + (note.isEmpty ? "" : " (\(note))") }

    /// With its method: one row's name.
    var title: String { "\(route.method.rawValue) \(name)" }

    /// Names in the path that stand for something of a case. Behind a link they do not count: whoever has a genuine one knows that
    /// there is something, and what they may do with it the table says.
    var isOfCase: Bool {
        guard !route.path.hasPrefix("/f/") else { return false }
        let ofCase = [
            "{case}", "{update}", "{attachment}", "{send}", "{delivery}", "{renewal}", "{link}", "{distributionGroup}",
            "{delegation}",
        ]
        return ofCase.contains { route.path.contains($0) }
    }

    var hasObject: Bool { route.path.contains("{") }

    /// The path for these objects.
    func path(_ objects: [String: String]) -> String {
        let query = objects.reduce(query) { $0.replacing("{\($1.key)}", with: $1.value) }
        let filled = route.path.split(separator: "/", omittingEmptySubsequences: false).map { part -> String in
            guard part.hasPrefix("{"), part.hasSuffix("}") else { return String(part) }
            let name = String(part.dropFirst().dropLast())
            return objects[parts[name] ?? name] ?? "nothing-is-called-\(name)"
        }
        return filled.joined(separator: "/") + query
    }

    /// Headers and body with the proof `token`, and `extra` fields besides.
    func body(_ token: String?, extra: [(String, String)] = []) -> (headers: HTTPFields, body: ByteBuffer) {
        switch content {
        case .none where token == nil || route.method != .post: return ([:], ByteBuffer())
        case .json(let text): return ([.contentType: "application/json"], ByteBuffer(string: text))
        case .none: return form([], token, extra)
        case .form(let fields): return form(fields, token, extra)
        case .file:
            var headers: HTTPFields = [.contentType: "application/pdf", .fileName: "new.pdf"]
            if let token { headers[HTTPField.Name("X-Form-Token")!] = token }
            return (headers, ByteBuffer(string: "%PDF-1.7"))
        case .csv(let file): return ([.contentType: "text/csv"], ByteBuffer(string: file))
        case .table(let file):
            let parts =
                (token.map { [("name=\"_token\"", $0)] } ?? []) + extra.map { ("name=\"\($0.0)\"", $0.1) }
                + [("name=\"file\"; filename=\"new.csv\"", file)]
            let text = parts.map { "--b\r\nContent-Disposition: form-data; \($0.0)\r\n\r\n\($0.1)\r\n" }.joined()
            return ([.contentType: "multipart/form-data; boundary=b"], ByteBuffer(string: text + "--b--\r\n"))
        case .files, .replacement:
            var parts = token.map { [("name=\"_token\"", $0)] } ?? []
            if case .replacement = content { parts.append(("name=\"reason\"", "Page 3 was missing.")) }
            parts += extra.map { ("name=\"\($0.0)\"", $0.1) } + [("name=\"files\"; filename=\"new.pdf\"", "%PDF-1.7")]
            let text = parts.map { "--b\r\nContent-Disposition: form-data; \($0.0)\r\n\r\n\($0.1)\r\n" }.joined()
            return ([.contentType: "multipart/form-data; boundary=b"], ByteBuffer(string: text + "--b--\r\n"))
        }
    }

    private func form(
        _ fields: [(String, String)], _ token: String?, _ extra: [(String, String)]
    ) -> (headers: HTTPFields, body: ByteBuffer) {
        let all = fields + (token.map { [("_token", $0)] } ?? []) + extra
        let text = all.map { "\(PercentCoding.encode($0.0))=\(PercentCoding.encode($0.1))" }.joined(separator: "&")
        return ([.contentType: "application/x-www-form-urlencoded"], ByteBuffer(string: text))
    }
}
