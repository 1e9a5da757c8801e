import Foundation
import Testing

/// A Python program beside the tests: a foreign implementation to talk to, or one that misbehaves on order.
final class PythonProgram {
    private let process = Process()
    private let input = Pipe()
    private let output: FileHandle
    private(set) var ports: [String: Int] = [:]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Servers")

    static var interpreter: String {
        if let named = ProcessInfo.processInfo.environment["CASECOURIER_PYTHON"] { return named }
        let root = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let own = root.appending(path: ".venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
    }

    /// Starts a server and waits until it says that it is ready.
    init(_ script: String, _ arguments: [String]) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "casecourier-\(UUID().uuidString).log")
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        output = try FileHandle(forReadingFrom: file)
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [Self.interpreter, Self.folder.appending(path: script).path] + arguments
        process.standardInput = input
        process.standardOutput = try FileHandle(forWritingTo: file)
        try process.run()
        try await waitUntil("\(script) is ready") { said.contains("ready") || !process.isRunning }
        try #require(process.isRunning, "\(script) did not start; is \(Self.interpreter) set up?")
        for line in said {
            let words = line.split(separator: " ")
            if words.count == 3, words[0] == "port" { ports[String(words[1])] = Int(words[2]) }
        }
        try FileManager.default.removeItem(at: file)
    }

    deinit {
        // SIGTERM is blocked in children of a test's thread, whose signal mask they inherit.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// All lines it has printed so far.
    var said: [String] {
        try? output.seek(toOffset: 0)
        let data = (try? output.readToEnd()) ?? Data()
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    /// What was said to the listener of `behaviour`.
    func heard(_ behaviour: String) -> [String] {
        let start = "heard \(ports[behaviour] ?? 0) "
        return said.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
    }

    /// Runs a program to its end with `input` on its standard input.
    static func run(_ script: String, input octets: [UInt8]) throws -> Data {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(octets).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [interpreter, folder.appending(path: script).path]
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return data
    }
}

/// Polls until `condition` holds; fails after `seconds`.
func waitUntil(_ what: String, seconds: Int = 20, _ condition: () throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while try !condition() {
        try #require(ContinuousClock.now < end, "waited in vain until \(what)")
        try await Task.sleep(for: .milliseconds(20))
    }
}
