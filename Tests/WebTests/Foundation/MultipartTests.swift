import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

/// What a parser made of a body: heads with their contents, or the status of the refusal.
private enum Read: Equatable {
    case parts([String: String])
    case refused(Int)
}

private func read(_ body: [UInt8], boundary: String = "XX", chunk: Int = 7) async throws -> Read {
    let chunks = AsyncStream<ByteBuffer> { continuation in
        var rest = body[...]
        while !rest.isEmpty {
            continuation.yield(ByteBuffer(bytes: rest.prefix(chunk)))
            rest = rest.dropFirst(chunk)
        }
        continuation.finish()
    }
    let paced = try PacedBody(RequestBody(asyncSequence: chunks), announced: nil, limit: 1 << 20)
    let type = "multipart/form-data; boundary=\(boundary)"
    let multipart = Multipart(paced, boundary: try #require(MultipartBoundary(contentType: type)))
    var parts: [String: String] = [:]
    do {
        while let part = try await multipart.next() {
            var content: [UInt8] = []
            while let bytes = try await multipart.chunk() { content += bytes }
            parts[part.name + (part.fileName.map { "|" + $0 } ?? "")] = String(decoding: content, as: UTF8.self)
        }
    } catch let refusal as Refusal {
        return .refused(refusal.problem.status)
    }
    return .parts(parts)
}

private func read(_ text: String, boundary: String = "XX", chunk: Int = 7) async throws -> Read {
    try await read(Array(text.utf8), boundary: boundary, chunk: chunk)
}

@Suite("Forms with files")
struct MultipartTests {
    private static let sample =
        "--XX\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\nabc\r\n--XX\r\n"
        + "content-disposition: form-data; name=\"file\"; filename=\"e\u{301}.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
        + "\r\n--X\r\n--XY\r\n\r\n--XX\r\n"
        + "Content-Disposition: form-data; filename=\"\"; name=\"none\"\r\n\r\n\r\n--XX--\r\n"

    @Test("Parts and their contents come out whole, however the bytes were cut", arguments: [1, 2, 3, 5, 8, 64, 4096])
    func parts(chunk: Int) async throws {
        let read = try await read(Self.sample, chunk: chunk)
        #expect(read == .parts(["_token": "abc", "file|e\u{301}.pdf": "\r\n--X\r\n--XY\r\n", "none|": ""]))
    }

    @Test(
        "What cannot be read is refused with 400",
        arguments: [
            "", "--X", "text\r\n--XX\r\n", "--XX", "--XX\r\n", "--XX \r\n", "--XX\n\n",
            "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
            "--XX\r\nContent-Disposition: form-data\r\n\r\n\r\n--XX--",
            "--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n\r\n--XX--",
            "--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n--XX--",
            "--XX\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n\r\n--XX--",
            "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n\r\n--XX--",
            "--XX\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\n\r\n--XX--",
            "--XX\r\nContent-Disposition: form-data; name=\"a\u{0}\"\r\n\r\n\r\n--XX--",
            "--XX\r\nContent-Disposition : form-data; name=\"a\"\r\n\r\n\r\n--XX--",
            "--XX\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n\r\n--XX--",
            "--XX\r\nno colon\r\n\r\n\r\n--XX--",
        ])
    func malformed(text: String) async throws {
        #expect(try await read(text) == .refused(400))
        #expect(try await read(text, chunk: 1) == .refused(400))
    }

    @Test("UD-01: 100 parts are read and 101 refused; a head has at most 8 KiB")
    func bounds() async throws {
        let part = "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
        #expect(try await read(String(repeating: part, count: 100) + "--XX--", chunk: 4096) == .parts(["a": "1"]))
        #expect(try await read(String(repeating: part, count: 101) + "--XX--", chunk: 4096) == .refused(413))
        let long =
            "--XX\r\nX: " + String(repeating: "a", count: 8200)
            + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--XX--"
        #expect(try await read(long, chunk: 4096) == .refused(400))
        #expect(try await read(long, chunk: 100) == .refused(400))
    }

    @Test("Names are read as browsers write them: a quotation mark and line ends escaped, a backslash as itself")
    func names() throws {
        let head = "Content-Disposition: form-data; name=\"f\"; filename=\"C:\\dir\\a%22b%0D%0Ac\u{301}.txt\""
        let part = try #require(MultipartPart(head: Array(head.utf8)))
        #expect(part.fileName == "C:\\dir\\a\"b\r\nc\u{301}.txt")
    }

    @Test(
        "A boundary has 1 to 70 characters of the allowed ones, and stands there once",
        arguments: [
            ("multipart/form-data; boundary=abc", true), ("Multipart/Form-Data;boundary=\"a b\"", false),
            ("multipart/form-data; boundary=\"a:b\"", true), ("multipart/form-data", false),
            ("multipart/form-data; boundary=", false), ("multipart/mixed; boundary=abc", false),
            ("multipart/form-data; boundary=a; boundary=b", false),
            ("multipart/form-data; boundary=" + String(repeating: "a", count: 70), true),
            ("multipart/form-data; boundary=" + String(repeating: "a", count: 71), false), ("", false),
        ])
    func boundaries(type: String, isRead: Bool) {
        #expect((MultipartBoundary(contentType: type) != nil) == isRead)
    }

    @Test("RL-07: no bytes make the reader trap or go on for ever: mutations of a good body, cut anywhere")
    func mutations() async throws {
        var random = SystemRandomNumberGenerator()
        let good = Array(Self.sample.utf8)
        for _ in 0..<1500 {
            var body = good
            for _ in 0..<Int.random(in: 1...4, using: &random) where !body.isEmpty {
                let at = Int.random(in: 0..<body.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: body[at] = UInt8.random(in: 0...255, using: &random)
                case 1: body.remove(at: at)
                case 2: body.insert(contentsOf: good[at % good.count..<min(at % good.count + 9, good.count)], at: at)
                default: body = Array(body.prefix(max(1, at)))
                }
            }
            switch try await read(body, chunk: Int.random(in: 1...40, using: &random)) {
            case .parts(let parts): #expect(parts.count <= 100)
            case .refused(let status): #expect(status == 400 || status == 413)
            }
        }
    }
}
