import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite("Forms")
struct FormTests {
    private func form(_ text: String) throws -> Form { try Form(reading: Array(text.utf8)) }

    @Test("Fields are decoded, kept in order, and composed to normalisation form C")
    func reads() throws {
        let form = try form("a=1&b=x+y%26%3D&a=2&&c&d=e%CC%81&%C3%A9=%F0%9F%98%80")
        #expect(form.all("a") == ["1", "2"] && form.text("b") == "x y&=" && form.has("c") && form.text("c") == "")
        #expect(form.text("d").unicodeScalars.count == 1 && form.text("é") == "😀" && form.optional("z") == nil)
    }

    @Test(
        "What is not well-formed is refused as a whole",
        arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%C0%80", "a=%ED%A0%80", "a=%00", "%00=a", "a=%+1"])
    func malformed(text: String) {
        #expect(throws: Refusal.self) { try form(text) }
    }

    @Test("RL-06: 200 fields are read, 201 are refused")
    func fieldCount() throws {
        #expect(try form(String(repeating: "a=1&", count: 200)).all("a").count == 200)
        #expect(throws: Refusal.self) { try form(String(repeating: "a=1&", count: 201)) }
    }

    @Test("Unknown fields are refused, the hidden proof is not one")
    func only() throws {
        #expect(throws: Never.self) { try form("a=1&_token=x").only(["a"]) }
        #expect(throws: Refusal.self) { try form("a=1&b=2").only(["a"]) }
    }

    @Test("Size and kind of content are checked: 413 and 415")
    func sizeAndKind() async throws {
        let site = try await TestSite()
        try await site.visit { browser in
            let padding = [("email", String(repeating: "a", count: Form.usualLimit))]
            #expect(try await browser.post("/f/x/challenge", padding, token: nil).status == .contentTooLarge)
            let text = try await browser.send(
                .post, "/f/x/challenge", [.contentType: "text/plain"], body: ByteBuffer(string: "email=a"))
            #expect(text.status == .unsupportedMediaType)
            let none = try await browser.send(.post, "/f/x/challenge")
            #expect(none.status == .forbidden)
        }
    }

    @Test("RL-01: content that the connection's watch gave up on is answered 408, and the connection ends")
    func gaveUp() async throws {
        let slow = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
            continuation.yield(ByteBuffer(string: "x"))
            continuation.finish(throwing: SlowSender())
        }
        let body = try PacedBody(RequestBody(asyncSequence: slow), announced: nil, limit: 100)
        let refusal = await #expect(throws: Refusal.self) { for try await _ in body {} }
        #expect(refusal?.problem.status == 408 && refusal?.closesConnection == true)
    }

    @Test("UD-01: bytes are counted as they come, whatever was announced")
    func counted() async throws {
        let chunks = AsyncStream<ByteBuffer> { continuation in
            for _ in 0..<3 { continuation.yield(ByteBuffer(repeating: 1, count: 10)) }
            continuation.finish()
        }
        let body = try PacedBody(RequestBody(asyncSequence: chunks), announced: 5, limit: 29)
        let refusal = await #expect(throws: Refusal.self) { for try await _ in body {} }
        #expect(refusal?.problem.status == 413)
        #expect(throws: Refusal.self) {
            try PacedBody(RequestBody(buffer: ByteBuffer()), announced: 30, limit: 29)
        }
    }
}
