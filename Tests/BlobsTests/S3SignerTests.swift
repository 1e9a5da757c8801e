import Blobs
import Cryptography
import Domain
import Foundation
import Testing

@Suite("Requests to an object store are signed")
struct S3SignerTests {
    /// One request, as both signers are given it.
    private struct Case: Encodable {
        var method = "GET"
        var authority = "store.example"
        var path = "/cases/a"
        var query: [String: String] = [:]
        var headers: [[String]] = []
        var body = ""
        var seconds: Int64 = 1_795_630_000
        var region = "eu-central-1"
        var accessKey = "AKIDEXAMPLE"
        var secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
        var token: String?

        func signature() throws -> String {
            let content = stride(from: 0, to: body.count, by: 2).compactMap { place in
                UInt8(body.dropFirst(place).prefix(2), radix: 16)
            }
            let request = S3Request(
                method, authority: authority, path: path, query: query.map { ($0, $1) },
                headers: headers.map { ($0[0], $0[1]) }, payloadHash: try SHA256.digest(of: content).hex)
            let signer = S3Signer(
                credentials: S3Credentials(accessKey: accessKey, secret: secret, sessionToken: token), region: region)
            let headers = try signer.headers(for: request, at: Moment(milliseconds: seconds * 1000))
            return try #require(headers.last { $0.name == "authorization" }).value
        }
    }

    private static var odd: [Case] {
        let paths = [
            "/", "/cases/", "/cases/with space", "/cases/plus+and%percent", "/cases/%41%2F", "/cases/Grüße/日本語/🗂",
            "/cases/a=b&c?d#e", "/cases/'quotes\"(and)*!", "/cases/~tilde-dash_line.dot", "/cases//double//slash",
            "/cases/\u{0301}combining", "/cases/comma,semi;colon:at@dollar$", "/cases/[brackets]{braces}|\\^`<>",
        ]
        let queries: [[String: String]] = [
            ["uploads": ""], ["list-type": "2", "prefix": "a b/c+d%e/ü", "continuation-token": "x/y==&z"],
            ["partNumber": "12", "uploadId": "ZDk~._-+/="], ["B": "1", "a": "2", "A": "3", "b": "4"],
            ["key-marker": "", "upload-id-marker": "", "prefix": "日本"], ["a-b": "1", "a": "2", "a.b": "3", "a_b": "4"],
        ]
        let headers: [[[String]]] = [
            [["range", "bytes=0-65535"]], [["if-match", "\"abc\""], ["Range", "bytes=5-"]],
            [["x-amz-meta-words", "two  spaces   and  more "]], [["X-Amz-Meta-Tab", "a \t b"]],
            [["content-type", " application/xml "], ["x-amz-checksum-sha256", "a+b/c="]],
        ]
        var cases = paths.map { Case(path: $0) }
        cases += queries.flatMap { query in
            [Case(query: query), Case(method: "POST", path: "/cases/ü", query: query, body: "00ff")]
        }
        cases += headers.map { Case(headers: $0) }
        cases += ["GET", "HEAD", "PUT", "POST", "DELETE"].map { Case(method: $0, body: $0 == "PUT" ? "c3bc" : "") }
        cases += [
            Case(authority: "127.0.0.1:8080"), Case(authority: "bucket.s3.eu-central-1.amazonaws.com", path: "/a"),
            Case(token: "IQoJb3JpZ2luX2VjE+/=="), Case(query: ["uploads": ""], token: "token with  spaces"),
            Case(accessKey: "test:tester", secret: "testing"), Case(secret: String(repeating: "long ", count: 40)),
            Case(seconds: 0), Case(seconds: 951_782_399), Case(seconds: 4_102_444_799), Case(region: "us-east-1"),
        ]
        return cases
    }

    private static func random() -> Case {
        let characters = Array("abzAZ09-._~ +%/=&?#äß漢🗂'\"()*!,:;@$[]")
        let text = { (count: Int) in String((0..<count).map { _ in characters.randomElement() ?? "a" }) }
        var query: [String: String] = [:]
        for _ in 0..<Int.random(in: 0...4) { query[text(Int.random(in: 1...6))] = text(Int.random(in: 0...9)) }
        return Case(
            method: ["GET", "PUT", "HEAD", "DELETE", "POST"].randomElement() ?? "GET", path: "/" + text(20),
            query: query, seconds: Int64.random(in: 0...4_000_000_000), secret: text(30),
            token: Bool.random() ? "t" + text(5).filter { $0.isASCII } + "t" : nil)
    }

    @Test("UD-06: signatures are those that Amazon's own library makes, for odd paths, queries, headers and tokens")
    func asBotocore() throws {
        let cases = Self.odd + (0..<300).map { _ in Self.random() }
        let expected = try Self.foreign(cases)
        try #require(expected.count == cases.count)
        for (one, signature) in zip(cases, expected) {
            #expect(try one.signature() == signature, "\(one)")
        }
    }

    private static func foreign(_ cases: [Case]) throws -> [String] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        let root = tests.deletingLastPathComponent().deletingLastPathComponent()
        let own = root.appending(path: ".venv/bin/python").path
        let file = FileManager.default.temporaryDirectory.appending(path: "casecourier-\(UUID().uuidString)")
        try JSONEncoder().encode(cases).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            ProcessInfo.processInfo.environment["CASECOURIER_PYTHON"] ?? own,
            tests.appending(path: "Servers/sign.py").path,
        ]
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "botocore is in Tests/requirements.txt")
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
