import Actions
import Domain
import Hummingbird

/// A file that its sender's page named (`Idempotency-Key`): sent again after a lost connection, it is the one file.
struct NamedUpload {
    let site: Site
    let request: Request
    let viewer: Viewer
    /// What the file is called: under one name of an upload comes one file.
    let fileName: String

    /// Stores the file, unless an upload of this name did; one without a name is stored each time.
    func once(_ store: (Installation) async throws -> Void) async throws {
        guard let named = try named() else { return try await store(site.installation) }
        guard let place = site.underWay.enter(named) else { throw Self.underWay }
        defer { place.leave() }
        if try await site.installation.earlier(named) != nil { return try await compare(named) }
        do {
            try await store(site.installation.naming(named))
        } catch is RequestRepeated {
            // Another process stored it meanwhile. Whether it was this file is known when it is sent once more.
            throw Self.underWay
        }
    }

    private func named() throws -> NamedRequest? {
        let key: String?
        do {
            key = try request.headers.requestKey()
        } catch {
            throw Refusal(Problem(422, "The name of the upload cannot be read", error.remedy)).closing()
        }
        let head = "\(request.method.rawValue) \(request.uri.path) \(fileName)"
        return key.map { NamedRequest(by: viewer, key: $0, head: head, content: nil) }
    }

    /// Whether it is the same file is known when all of it has come.
    private func compare(_ named: NamedRequest) async throws {
        var pieces = try PacedBody(
            request, limit: site.installation.uploadLimits.fileSize
        ).makeAsyncIterator()
        let content = try await site.installation.digest { try await pieces.next().map { Array($0.readableBytesView) } }
        guard try await site.installation.earlier(named, content: content)?.isSame == true else {
            throw Refusal(Problem(422, "Another file came under the name of this upload", "Add the file again."))
        }
    }

    private static let underWay = Refusal(
        Problem(409, "This file is on its way already", "It is sent again in a moment."),
        headers: [.retryAfter: "1"]
    ).closing()
}
