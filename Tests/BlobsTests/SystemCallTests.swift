import Blobs
import Cryptography
import Domain
import Foundation
import Testing

/// What the system is asked to do is watched from outside: this test program is started once more under strace, for one
/// upload.
@Suite("Files and the system beneath them")
struct SystemCallTests {
    @Test("UD-09: one file is stored and read in a process of its own")
    func storeOneFile() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let folder = environment["CASECOURIER_TEST_STORE"] else {
            let storage = try Storage()
            #expect(try await storage.get(storage.put([1, 2, 3]).blob) == [1, 2, 3])
            return
        }
        let world = FirstNameIsZero()
        let keys = try Keys(Keyring.open(folder + "/keys", world: world), world: world)
        let store = try DiskBlobStore(folder: folder + "/blobs", keys: keys, world: world)
        var words: [String] = []
        for _ in 0..<2 {
            do {
                let upload = try await store.begin(limit: 1 << 30)
                try await upload.append(Sample.bytes(1_000_000))
                _ = try await upload.finish()
                words.append("stored")
            } catch let fault as BlobFault {
                words.append("\(fault)")
            }
        }
        words.append("healthy: \(store.isHealthy)")
        try words.joined(separator: "\n").write(toFile: folder + "/outcome", atomically: false, encoding: .utf8)
    }

    @Test("ST-02: bytes are written, made durable, given their name, and the name made durable, in this order")
    func order() throws {
        let traced = try TracedUpload(["-e", "trace=openat,write,fsync,renameat,renameat2,unlinkat"])
        #expect(traced.outcome == ["stored", "stored", "healthy: true"])
        let part = traced.leaf + "/" + traced.name + ".part"
        let steps = traced.calls.compactMap { call -> String? in
            if call.contains("openat(") && call.contains(traced.name + ".part") { return "create" }
            if call.contains("write(") && call.contains("<\(part)>") { return "write" }
            if call.contains("fsync(") && call.contains("<\(part)>") { return "fsync" }
            if call.contains("renameat") && call.contains(traced.name) { return "rename" }
            if call.contains("fsync(") && call.contains("<\(traced.leaf)>") { return "fsync folder" }
            return call.contains("unlinkat(") && call.contains(traced.name) ? "unlink" : nil
        }
        var order: [String] = []
        for step in steps where order.last != step { order.append(step) }
        #expect(order == ["create", "write", "fsync", "rename", "fsync folder"])
        #expect(traced.calls.contains { $0.contains("O_EXCL") && $0.contains("O_NOFOLLOW") && $0.contains("0600") })
    }

    @Test("ST-02: the folders above a file are durable before the file is written")
    func parents() throws {
        let traced = try TracedUpload(["-e", "trace=mkdirat,fsync,openat"])
        let outer = URL(filePath: traced.leaf).deletingLastPathComponent().path
        let root = URL(filePath: outer).deletingLastPathComponent().path
        let create = try #require(traced.calls.firstIndex { $0.contains(traced.name + ".part") })
        for folder in [root, outer] {
            let sync = try #require(traced.calls.firstIndex { $0.contains("fsync(") && $0.contains("<\(folder)>") })
            let made = try #require(traced.calls.firstIndex { $0.contains("mkdirat(") && $0.contains("<\(folder)>") })
            #expect(made < sync && sync < create)
        }
    }

    @Test("ST-03: after an fsync that failed nothing is kept, nothing is tried again, and the store takes no more")
    func failedSync() throws {
        for onFolder in [false, true] {
            let traced = try TracedUpload(
                ["-e", "trace=fsync", "-e", "inject=fsync:error=EIO"], onlyOn: onFolder ? "" : ".part")
            #expect(traced.outcome == ["\(BlobFault.unsafe)", "\(BlobFault.readOnly)", "healthy: false"])
            #expect(traced.calls.count { $0.contains("INJECTED") } == 1)
            #expect(traced.files.isEmpty)
        }
    }

    @Test("ST-03: a file whose close failed is not stored, and the store takes no more")
    func failedClose() throws {
        let traced = try TracedUpload(["-e", "trace=close", "-e", "inject=close:error=EIO"], onlyOn: ".part")
        #expect(traced.outcome == ["\(BlobFault.unsafe)", "\(BlobFault.readOnly)", "healthy: false"])
        #expect(traced.files.isEmpty)
    }

    @Test("ST-04: a full disk is a fault of its own, leaves nothing, and the next upload goes through")
    func full() throws {
        for error in ["ENOSPC", "EDQUOT"] {
            let traced = try TracedUpload(
                ["-e", "trace=write", "-e", "inject=write:error=\(error)"], onlyOn: ".part")
            #expect(traced.outcome == ["\(BlobFault.full)", "stored", "healthy: true"])
            #expect(traced.files.count == 1)
        }
    }

    @Test("ST-02: a write that was interrupted is done again, and the file is whole")
    func interrupted() throws {
        let traced = try TracedUpload(["-e", "trace=write", "-e", "inject=write:error=EINTR:when=1"], onlyOn: ".part")
        #expect(traced.outcome == ["stored", "stored", "healthy: true"])
        #expect(traced.files.count == 2)
    }
}
