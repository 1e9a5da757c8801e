import Cryptography
import Domain
import Foundation
import Synchronization

/// Real chance, but the first name drawn is all zeros, so that its file is known from outside.
final class FirstNameIsZero: World {
    private let isFirst = Atomic(true)

    func now() -> Moment { SystemWorld().now() }
    func uptime() -> Duration { SystemWorld().uptime() }

    func randomBytes(_ count: Int) throws -> [UInt8] {
        if count == 16, isFirst.exchange(false, ordering: .relaxed) { return [UInt8](repeating: 0, count: 16) }
        return try SystemWorld().randomBytes(count)
    }
}

/// Two uploads in a process under strace: what it asked of the system, what it answered, and what is left.
struct TracedUpload {
    struct Failed: Error { let words: String }

    let name = String(repeating: "0", count: 26)
    let leaf: String
    let calls: [String]
    let outcome: [String]
    /// What lies in the store afterwards.
    let files: [String]

    /// `onlyOn` limits tracing and injected errors to the first file's folder followed by this suffix of its name.
    init(_ options: [String], onlyOn suffix: String? = nil) throws {
        let storage = try Storage()
        let root = URL(filePath: storage.root).resolvingSymlinksInPath().path
        leaf = root + "/blobs/0/0"
        var arguments = ["-f", "-y", "-s", "8", "-o", root + "/calls"] + options
        if let suffix { arguments += ["-P", suffix.isEmpty ? leaf : "\(leaf)/\(name)\(suffix)"] }
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        arguments += [program, "--testing-library", "swift-testing", "--filter", "storeOneFile"]
        try Self.run(arguments, store: root)
        calls = try String(contentsOfFile: root + "/calls", encoding: .utf8).split(separator: "\n").map(String.init)
        outcome = try String(contentsOfFile: root + "/outcome", encoding: .utf8).split(separator: "\n").map(String.init)
        files = try storage.files()
    }

    private static func run(_ arguments: [String], store: String) throws {
        let words = URL(filePath: store + "/words")
        try Data().write(to: words)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/strace")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["CASECOURIER_TEST_STORE": store]) { $1 }
        process.standardOutput = try FileHandle(forWritingTo: words)
        process.standardError = process.standardOutput
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(words: String(decoding: try Data(contentsOf: words).suffix(600), as: UTF8.self))
        }
    }
}
