import Foundation

/// Hands a request to the running server.
enum ControlClient {
    /// The largest mail that is taken in, in the base64 that carries it.
    static let largest = 48 * 1024 * 1024

    /// None if no server listens there.
    static func ask(_ request: ControlRequest, at path: String) async throws -> ControlAnswer? {
        guard let connection = try? UnixSocket.connect(to: path) else { return nil }
        try await connection.write(JSONEncoder().encode(request))
        connection.endWriting()
        let bytes = try await connection.readToEnd(limit: largest)
        return try JSONDecoder().decode(ControlAnswer.self, from: bytes)
    }
}
