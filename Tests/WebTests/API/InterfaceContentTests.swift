import Actions
import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite("What the interface reads")
struct InterfaceContentTests {
    @Test("AU-04: unknown, repeated, missing and wrongly typed members are refused and named; nothing is made")
    func members() async throws {
        try await asked { program in
            for (body, places) in [
                (#"{"reference":"1","title":"T","owner":"x","id":1}"#, ["/owner", "/id"]),
                (#"{"reference":"1","title":"T","title":"U"}"#, ["/title"]), (#"{"reference":"1"}"#, ["/title"]),
                ("{}", ["/reference", "/title"]), (#"{"reference":1,"title":["T"]}"#, ["/reference", "/title"]),
                (#"{"reference":null,"title":{}}"#, ["/reference", "/title"]), ("[]", [""]), ("null", [""]),
                ("1e308", [""]),
                (#"{"reference":"","title":"T"}"#, ["/reference"]),
                (#"{"reference":"\u0000","title":"T"}"#, ["/reference"]),
                (#"{"reference":"a\nb","title":"T"}"#, ["/reference"]),
                (#"{"reference":" ","title":"T"}"#, ["/reference"]),
                (#"{"reference":"1","title":"T","\/~":0}"#, ["/~1~0"]),
            ] {
                let answer = try await program.send(.post, "/cases", body)
                #expect(answer.isProblem(422) && answer.places == places, "\(body): \(answer.text)")
            }
            #expect(try await program.get("/cases").json == ["cases": [], "next": .null])
        }
    }

    @Test("RL-06, RL-07: what is no JSON in UTF-8 is 400, what is too large 413, too deep 422, of another type 415")
    func encodings() async throws {
        let good = Array(#"{"reference":"1","title":"T"}"#.utf8)
        let space = [UInt8](repeating: 0x20, count: 1 << 20)
        let bom = Array("{\"a\":\u{FEFF}1}".utf8)
        var samples: [(content: [UInt8], type: String?, status: Int)] = [
            ([0xFF], "application/json", 400), (Array("{".utf8), "application/json", 400),
            ([0], "application/json", 400),
            ([0x22, 0xC0, 0x80, 0x22], "application/json", 400), (bom, "application/json", 400),
            ([UInt8](repeating: 0x5B, count: 500_000), "application/json", 422), (space, "application/json", 400),
            (space + [0x20], "application/json", 413), (good, nil, 415), ([], nil, 422),
        ]
        for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"] {
            samples.append((good, type, 415))
        }
        let refused = samples
        try await asked { program in
            for sample in refused {
                let headers: HTTPFields = sample.type.map { [.contentType: $0] } ?? [:]
                let answer = try await program.send(.post, "/cases", headers, bytes: sample.content)
                #expect(answer.isProblem(sample.status), "\(sample.content.prefix(9)): \(answer.text)")
            }
            let headers: HTTPFields = [.contentType: "application/json; charset=utf-8"]
            let answer = try await program.send(.post, "/cases", headers, bytes: good)
            #expect(answer.status == .created)
        }
    }

    @Test("RL-07: hostile numbers in the query are refused by name, as are unknown and repeated parts")
    func queries() async throws {
        try await asked { program in
            for limit in [
                "0", "201", "-1", "1e308", "9223372036854775808", "%D9%A1%D9%A2", "", "+5", "0x5", "1.5", "5%205",
                "null",
            ] {
                let answer = try await program.get("/people?limit=\(limit)")
                #expect(answer.isProblem(422) && answer.places == ["limit"], "\(limit)")
            }
            #expect(
                try await program.get("/people?kind=robot&after=x&page=2").places.sorted() == ["after", "kind", "page"])
            #expect(try await program.get("/people?limit=5&limit=6").places == ["limit"])
            #expect(try await program.get("/people?after=\(String(repeating: "0", count: 26))").places == ["after"])
            for query in ["limit=%", "text=%00", "text=%FF"] {
                #expect(try await program.get("/people?\(query)").isProblem(400), "\(query)")
            }
        }
    }

    @Test("AU-01: what is foreign, what does not exist and what is no id answer alike, byte for byte")
    func foreign() async throws {
        let site = try await TestSite()
        let chief = try await site.test.staff()
        _ = try await site.test.staff("Ivo Investigator", email: "ivo@firm.example", role: .investigator)
        let ready = try await site.test.caseFile(by: chief)
        let update = try await site.test.draft(in: ready, by: chief, files: [("a.pdf", [1])])
        try await site.visit { browser in
            let program = try await Program(site, browser, for: "ivo@firm.example")
            let nobody = String(repeating: "0", count: 26)
            for (foreign, missing) in [
                ("/cases/\(ready.id)", "/cases/\(nobody)"), ("/updates/\(update.id)", "/updates/\(nobody)"),
                ("/cases/\(ready.id)/assignments", "/cases/x/assignments"),
                ("/updates/\(update.id)/sends", "/updates/%ff/sends"),
            ] {
                let (one, other) = (try await program.get(foreign), try await program.get(missing))
                #expect(one.isProblem(404) && one.text == other.text, "\(foreign)")
            }
            let body = #"{"title":"T","body":""}"#
            #expect(try await program.send(.post, "/cases/\(ready.id)/updates", body).isProblem(404))
            #expect(try await program.send(.delete, "/cases/\(ready.id)/closure").isProblem(404))
            #expect(
                try await program.send(.post, "/updates/\(update.id)/attachments?name=a", [:], bytes: [1]).isProblem(
                    404))
        }
    }

    @Test(
        "Every refusal under /api is a problem: unknown paths, other methods, hosts that are not ours, long addresses")
    func problems() async throws {
        try await asked { program in
            #expect(try await program.get("/api/nowhere").isProblem(404))
            let other = try await program.send(.delete, "/people")
            #expect(other.isProblem(405) && other["Allow"] == "GET, HEAD, POST")
            #expect(try await program.get("/people?text=" + String(repeating: "a", count: 5000)).isProblem(414))
            #expect(try await program.get("http://elsewhere.example/api/v1/people").isProblem(421) == false)
            #expect(try await program.send(.head, "/people").status == .ok)
        }
    }

    @Test("UD-01: a file that is too large is refused and gone; a draft takes as many files as it may have")
    func uploads() async throws {
        let site = try await TestSite {
            $0.uploadLimits.fileSize = 10
            $0.uploadLimits.filesPerUpdate = 1
        }
        let viewer = try await site.test.staff()
        let draft = try await site.test.draft(in: site.test.caseFile(by: viewer), by: viewer)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let path = "/updates/\(draft.id)/attachments"
            let large = [UInt8](repeating: 7, count: 11)
            #expect(try await program.send(.post, "\(path)?name=a", [:], bytes: large).isProblem(413))
            #expect(try await program.send(.post, path, [:], bytes: [7]).places == ["name"])
            #expect(try await program.get("/updates/\(draft.id)").json["attachments"] == [])
            #expect(
                try await program.send(.post, "\(path)?name=a", [:], bytes: Array(large.dropLast())).status == .created)
            #expect(try await program.send(.post, "\(path)?name=b", [:], bytes: [7]).isProblem(409))
            #expect(Self.files(in: site.test.folder.path + "/blobs").count == 1)
        }
    }

    private static func files(in folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            var isFolder = ObjCBool(false)
            return FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }

    /// Asks as an administrator of an empty installation.
    private func asked(_ body: @escaping @Sendable (Program) async throws -> Void) async throws {
        let site = try await TestSite()
        _ = try await site.test.staff()
        try await site.visit { try await body(Program(site, $0)) }
    }
}
