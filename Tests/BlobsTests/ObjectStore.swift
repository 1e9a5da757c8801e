import Blobs
import Foundation
import Synchronization
import Testing

/// OpenStack Swift with its S3 interface, started once for all tests of this process: a real store that checks signatures.
final class ObjectStore: Sendable {
    struct Failed: Error { let words: String }

    static let bucket = "cases"
    private static let started = Result { try ObjectStore() }

    let port: Int
    private let process: Mutex<Process>
    private let folder: String

    static func running() throws -> ObjectStore { try started.get() }

    /// Its program ends with this process, whose end of the pipe it waits at.
    private init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "casecourier-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [Self.program, folder, "0", Self.bucket]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(said.trimmingCharacters(in: .newlines)) else {
            throw Failed(words: "The object store does not start; is python3-swift there (Tests/packages.txt)?")
        }
        self.port = port
        self.process = Mutex(process)
    }

    private static var program: String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Servers/object_store.py").path
    }

    var endpoint: String { "http://127.0.0.1:\(port)" }

    func access(
        accessKey: String = "test:tester", secret: String = "testing", endpoint: String? = nil
    ) throws -> S3Access {
        try S3Access(
            endpoint: endpoint ?? self.endpoint, region: "eu-central-1",
            credentials: S3Credentials(accessKey: accessKey, secret: secret, sessionToken: nil))
    }

    /// What the next requests shall meet; see `Faults` in the program.
    func meet(_ rules: [[String: any Sendable]]) throws {
        try call(["-X", "POST", "--data-binary", "@-"], "rules", JSONSerialization.data(withJSONObject: rules))
    }

    /// What was asked since this was last called: method, path and query.
    func asked() throws -> [String] {
        String(decoding: try call([], "asked"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func get(_ key: String) throws -> [UInt8] { Array(try call([], "\(Self.bucket)/\(key)")) }

    func put(_ key: String, _ bytes: [UInt8]) throws {
        try call(["-X", "PUT", "--data-binary", "@-"], "\(Self.bucket)/\(key)", Data(bytes))
    }

    /// The names of all files under this prefix.
    func names(under prefix: String, in bucket: String = bucket) throws -> [String] {
        let text = String(decoding: try call([], "\(bucket)?prefix=\(prefix)"), as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }

    /// Through the back door, by a foreign client.
    @discardableResult
    private func call(_ options: [String], _ path: String, _ input: Data = Data()) throws -> Data {
        let file = URL(filePath: "\(folder)/\(UUID().uuidString)")
        try input.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/curl")
        process.arguments = ["-sS", "--fail", "-H", "Expect:"] + options + ["\(endpoint)/-/\(path)"]
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(words: "curl \(path): \(process.terminationStatus)") }
        return data
    }
}
