import Domain
import Foundation
import Testing

@testable import Cryptography

@Suite("Sealed streams of earlier days")
struct StoredStreamTests {
    /// A file of `Fixtures/streams`; the same files are opened by the Tink library in `test_tink_interop.py`.
    struct Stream: Codable, Sendable, CustomTestStringConvertible {
        let file: String
        let key: String
        let associated: String
        let size: Int
        let sha256: String

        var testDescription: String { file }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/streams")

    static let streams: [Stream] = {
        let data = try? Data(contentsOf: folder.appending(path: "streams.json"))
        return data.flatMap { try? JSONDecoder().decode([Stream].self, from: $0) } ?? []
    }()

    @Test("UD-09: there are stored streams to open")
    func there() { #expect(Self.streams.count == 4) }

    @Test("UD-09: files sealed by an earlier version still open", arguments: streams)
    func open(stream: Stream) throws {
        let sealed = Array(try Data(contentsOf: Self.folder.appending(path: stream.file)))
        let key = FileKey(bytes: [UInt8](hex: stream.key))
        let plain = try Streams.open(sealed, size: stream.size, key: key, associated: [UInt8](hex: stream.associated))
        #expect(try SHA256.digest(of: plain).hex == stream.sha256)
    }
}
