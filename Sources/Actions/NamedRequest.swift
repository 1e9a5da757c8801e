import Cryptography
package import Domain
import Records
import SQL

/// A request that makes something and that its caller named: sent again, it makes nothing again.
///
/// The name is kept in the transaction that makes the thing, so that a crash loses both or neither.
package struct NamedRequest: Sendable {
    package let person: ID<Person>
    package let key: String
    /// Method, target and media type: with the content, what tells two requests of one name apart.
    let head: String
    /// None while the content is still coming.
    let content: SHA256Digest?

    package init(by viewer: Viewer, key: String, head: String, content: SHA256Digest?) {
        person = viewer.person
        self.key = key
        self.head = head
        self.content = content
    }

    func digest(content arrived: SHA256Digest?, keys: Keys) throws -> String {
        try RequestDigest(keys: keys).digest(head: head, content: content ?? arrived)
    }

    func isSame(as digest: String, content arrived: SHA256Digest?, keys: Keys) throws -> Bool {
        try RequestDigest(keys: keys).accepts(digest, head: head, content: content ?? arrived)
    }
}

/// What a request of the same name did before.
package struct EarlierRequest: Sendable {
    /// The id of what it made.
    package let made: String
    /// What was answered; none if the process ended between the effect and the answer.
    package let answer: String?
    /// Whether it asked for the same.
    package let isSame: Bool
}

/// Thrown in the transaction that would make the thing a second time, which then makes nothing.
package struct RequestRepeated: Error {
    package init() {}
}

extension Installation {
    /// This installation at the service of a named request.
    package func naming(_ request: NamedRequest) -> Installation {
        var installation = self
        installation.request = request
        return installation
    }

    /// What the request of this name did before, within the last day at least. `content` is that of a request whose own came
    /// in pieces.
    package func earlier(_ request: NamedRequest, content: SHA256Digest? = nil) async throws -> EarlierRequest? {
        let found = try await database.read { try NamedRequests($0).find(request.key, of: request.person) }
        guard let found else { return nil }
        let isSame = try request.isSame(as: found.digest, content: content, keys: keys)
        return EarlierRequest(made: found.made, answer: found.answer, isSame: isSame)
    }

    /// Keeps the answer for whoever sends the request again, and gives the one that is kept: the first.
    package func keepAnswer(_ answer: String, to request: NamedRequest) async throws -> String {
        try await database.write(.guarded) { transaction in
            let requests = NamedRequests(transaction)
            try requests.keep(answer, to: request.key, of: request.person)
            return try requests.find(request.key, of: request.person)?.answer ?? answer
        }
    }

    /// The digest of content that is here.
    package func digest(of bytes: [UInt8]) throws -> SHA256Digest { try SHA256.digest(of: bytes) }

    /// The digest of content that comes in pieces.
    package func digest(ofPieces next: () async throws -> [UInt8]?) async throws -> SHA256Digest {
        var hash = try SHA256()
        while let piece = try await next() { try piece.withUnsafeBytes { try hash.update($0) } }
        return try hash.finish()
    }

    /// Called in the transaction that makes something.
    func note<Made>(
        _ made: ID<Made>, content: SHA256Digest? = nil, now: Moment, in transaction: any Transaction
    ) throws {
        guard let request else { return }
        let isFirst = try NamedRequests(transaction).insert(
            request.key, of: request.person, digest: request.digest(content: content, keys: keys), made: made.text,
            now: now)
        guard isFirst else { throw RequestRepeated() }
    }
}
