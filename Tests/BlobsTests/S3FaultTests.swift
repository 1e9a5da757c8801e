import Blobs
import Cryptography
import Domain
import Foundation
import Testing

/// The real store, met by requests that do not go well.
@Suite("An object store in trouble")
struct S3FaultTests {
    private let plain = Sample.bytes(6_000_000)

    private func meet(_ storage: Storage, _ rules: [String: any Sendable]...) throws {
        let store = try ObjectStore.running()
        _ = try store.asked()
        try store.meet(rules.map { $0.merging(["path": storage.prefix]) { one, _ in one } })
    }

    private func calm() throws { try ObjectStore.running().meet([]) }

    /// What was asked of this storage, in words of the interface.
    private func asked() throws -> [String] {
        try ObjectStore.running().asked().map { line in
            let (method, query) = (line.prefix { $0 != " " }, line.split(separator: "?").last ?? "")
            let names = query.split(separator: "&").map { $0.prefix { $0 != "=" } }.sorted()
            return ([String(method)] + (line.hasSuffix("?") ? [] : names.map(String.init))).joined(separator: " ")
        }
    }

    @Test(
        "ST-01: what passes is tried again, and the file is whole: overload, broken lines, bytes changed on their way",
        arguments: ["503", "429", "500", "close", "close-after", "spoil"])
    func passing(fault: String) async throws {
        let storage = try Storage(.bucket)
        let rule: [String: any Sendable] =
            Int(fault).map { ["do": "status", "status": $0, "code": "SlowDown", "times": 2] } ?? [
                "do": fault, "times": 2,
            ]
        for (count, size) in [("PUT", 1000), ("PUT", plain.count), ("POST", plain.count)]
        where fault != "spoil" || count == "PUT" {
            try meet(storage, rule.merging(["method": count]) { one, _ in one })
            let end = try await storage.put(Array(plain[..<size]))
            #expect(try await storage.get(end.blob) == Array(plain[..<size]))
            #expect(storage.store.isHealthy)
        }
        try meet(storage, rule.merging(["method": "HEAD"]) { one, _ in one })
        let blob = try await storage.put([1, 2, 3]).blob
        if fault != "spoil" { try meet(storage, rule.merging(["method": "GET"]) { one, _ in one }) }
        #expect(try await storage.get(blob) == [1, 2, 3])
        try calm()
    }

    @Test("UD-11: a store that stays in trouble ends an upload with a fault, and nothing of it is listed")
    func lasting() async throws {
        let storage = try Storage(.bucket)
        for (method, query, size) in [
            ("PUT", "", 1000), ("PUT", "partNumber=1", plain.count), ("PUT", "partNumber=2", plain.count),
            ("POST", "uploadId", plain.count), ("HEAD", "", 1000),
        ] {
            try meet(
                storage,
                ["do": "status", "status": 503, "code": "SlowDown", "times": 50, "method": method, "query": query])
            await #expect(throws: BlobFault.answered(status: 503), "\(method) \(query)") {
                try await storage.put(Array(plain[..<size]))
            }
            #expect(!storage.store.isHealthy)
            try calm()
            #expect(try storage.files() == [])
            #expect(try await storage.store.sweep(olderThan: .seconds(-60)) == 0, "\(method) \(query): parts were left")
        }
        _ = try await storage.put([1])
        #expect(storage.store.isHealthy)
    }

    @Test("ST-01: a completion whose answer is lost, or is a 200 with an error in it, is never taken on trust")
    func completion() async throws {
        let storage = try Storage(.bucket)
        try meet(storage, ["do": "close-after", "times": 1, "method": "POST", "query": "uploadId"])
        #expect(try await storage.get(storage.put(plain).blob) == plain)
        let words = try asked()
        #expect(words.count { $0 == "POST uploadId" } == 1)
        #expect(words.contains("HEAD"))

        try meet(
            storage,
            ["do": "ok-with-error", "code": "InternalError", "times": 1, "method": "POST", "query": "uploadId"])
        #expect(try await storage.get(storage.put(plain).blob) == plain)

        try meet(
            storage,
            ["do": "ok-with-error", "code": "InternalError", "times": 50, "method": "POST", "query": "uploadId"])
        await #expect(throws: BlobFault.answered(status: 200)) { try await storage.put(plain) }
        try calm()
        #expect(try storage.files().count == 2)
    }

    @Test("UD-09: bytes that are changed on their way to the reader are not given out")
    func spoiltAnswer() async throws {
        let storage = try Storage(.bucket)
        let blob = try await storage.put(Array(plain[..<200_000])).blob
        let file = try await storage.store.open(blob)
        try meet(storage, ["do": "spoil-answer", "times": 1, "method": "GET"])
        await #expect(throws: BlobFault.damaged) { try await file.read(0..<200_000) }
        #expect(try await file.read(0..<200_000) == Array(plain[..<200_000]))
        try calm()
    }

    @Test("UD-06: an answer that breaks off is asked for again from where it broke off")
    func cutAnswer() async throws {
        let storage = try Storage(.bucket)
        let blob = try await storage.put(plain).blob
        for bytes in [0, 10, 300_000, 1_500_000] {
            try meet(storage, ["do": "cut", "bytes": bytes, "times": 3, "method": "GET"])
            #expect(try await storage.get(blob) == plain)
        }
        try calm()
    }

    @Test("RL-03: reading in order takes few requests, one place of the file takes one small one")
    func fewRequests() async throws {
        let storage = try Storage(.bucket)
        let blob = try await storage.put(plain).blob
        try calm()
        _ = try ObjectStore.running().asked()
        #expect(try await storage.get(blob) == plain)
        #expect(try asked().count <= 6)
        let file = try await storage.store.open(blob)
        #expect(try await file.read(3_000_000..<3_000_010) == Array(plain[3_000_000..<3_000_010]))
        #expect(try asked() == ["GET", "GET"])
    }

    @Test("KM-01: a wrong secret, no right, no bucket and a wrong clock are told apart, without the secret")
    func refused() async throws {
        let store = try ObjectStore.running()
        let storage = try Storage(.bucket)
        let cases: [(String, S3Access, any World, BlobFault)] = [
            (ObjectStore.bucket, try store.access(secret: "not the secret"), SystemWorld(), .denied),
            (ObjectStore.bucket, try store.access(accessKey: "test:nobody"), SystemWorld(), .denied),
            (ObjectStore.bucket, try store.access(accessKey: "test:guest", secret: "guesting"), SystemWorld(), .denied),
            ("no-such-bucket", try store.access(), SystemWorld(), .noBucket),
            (ObjectStore.bucket, try store.access(), LateWorld(), .clockApart),
            (ObjectStore.bucket, try store.access(endpoint: "http://127.0.0.1:9"), SystemWorld(), .unreachable),
        ]
        for (bucket, access, world, fault) in cases {
            let other = S3BlobStore(
                try S3Location(reading: "s3://\(bucket)/x"), access: access, keys: storage.keys, world: world,
                patience: .short)
            await #expect(throws: fault) { try await other.check() }
            #expect(!other.isHealthy)
            await #expect(throws: fault) {
                let upload = try await other.begin(limit: 10)
                try await upload.append([1])
                _ = try await upload.finish()
            }
            #expect("\(fault)".hasSuffix(".") && !"\(fault)".contains("not the secret"))
        }
        try await storage.store.check()
        #expect(storage.store.isHealthy)
    }

    @Test("RL-01: a store that says nothing is left in time, and whoever stops waiting does not wait")
    func silence() async throws {
        var patience = S3Patience.short
        patience.silence = .milliseconds(200)
        patience.attempts = 2
        let storage = try Storage(.bucket, patience: patience)
        let blob = try await storage.put([1, 2, 3]).blob
        try meet(storage, ["do": "hang", "seconds": 4, "times": 2])
        let start = ContinuousClock.now
        await #expect(throws: BlobFault.unreachable) { try await storage.get(blob) }
        #expect(ContinuousClock.now - start < .seconds(3))

        let patient = try Storage(.bucket)
        try meet(patient, ["do": "hang", "seconds": 8, "times": 1])
        let task = Task { try await patient.put([1]) }
        let store = try ObjectStore.running()
        var heard = false
        while !heard { heard = try store.asked().contains { $0.contains(patient.prefix) } }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ContinuousClock.now - start < .seconds(7))
        try calm()
    }

    @Test("UD-11: parts that a killed process left are swept after their time, and complete files are listed in pages")
    func sweep() async throws {
        let storage = try Storage(.bucket)
        let other = try Storage(.bucket)
        var blobs: Set<ID<Blob>> = []
        for number in 0..<7 { blobs.insert(try await storage.put([UInt8(number)]).blob.id) }
        var uploads: [any SealedUpload] = []
        for _ in 0..<4 {
            let upload = try await storage.store.begin(limit: 1 << 30)
            try await upload.append(plain)
            uploads.append(upload)
        }
        _ = try await other.put([1])
        try ObjectStore.running().put(storage.prefix + "notes.txt", [1])
        #expect(try await storage.store.sweep(olderThan: .hours(24)) == 0)
        #expect(try await storage.store.stored(olderThan: .hours(24)) == [])
        #expect(Set(try await storage.store.stored(olderThan: .seconds(-60))) == blobs)
        #expect(try await storage.store.sweep(olderThan: .seconds(-60)) == 4)
        #expect(try await storage.store.sweep(olderThan: .seconds(-60)) == 0)
        await #expect(throws: (any Error).self) { try await uploads[0].finish() }
        #expect(try storage.files().count == 8)
    }

    @Test("KM-04: a prefix that belongs to another key ring is refused before anything under it is taken for nobody's")
    func foreign() async throws {
        let storage = try Storage(.bucket)
        let blob = try await storage.put([1, 2, 3]).blob
        try await storage.store.check()
        let other = try Storage(.bucket, prefix: storage.prefix)
        await #expect(throws: BlobFault.foreign) { try await other.store.check() }
        await #expect(throws: BlobFault.foreign) { try await other.store.stored(olderThan: .zero) }
        await #expect(throws: BlobFault.foreign) { try await other.store.sweep(olderThan: .zero) }
        #expect(try await storage.store.stored(olderThan: .seconds(-60)) == [blob.id])
        _ = try storage.ring.rotate(.file)
        try storage.keys.reload()
        try await storage.store.check()
    }

    @Test("UD-11: an upload in parts that is given up leaves none of them")
    func abandon() async throws {
        let storage = try Storage(.bucket)
        let upload = try await storage.store.begin(limit: 1 << 30)
        try await upload.append(plain)
        let task = Task { await upload.abandon() }
        task.cancel()
        await task.value
        await #expect(throws: BlobFault.over) { try await upload.finish() }
        #expect(try await storage.store.sweep(olderThan: .seconds(-60)) == 0)
        #expect(try storage.files() == [])
    }
}

/// An hour behind.
private struct LateWorld: World {
    func now() -> Moment { SystemWorld().now() - .hours(1) }
    func uptime() -> Duration { SystemWorld().uptime() }
    func randomBytes(_ count: Int) throws -> [UInt8] { try SystemWorld().randomBytes(count) }
}
