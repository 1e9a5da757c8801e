import Foundation

@testable import Cryptography

/// The independent implementation, run as a program of its own.
enum Tink {
    struct Failed: Error {
        let status: Int32
        let words: String
    }

    static func run(_ verb: String, key: FileKey, associated: [UInt8], input: [UInt8]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tink-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, target, words) = (
            folder.appending(path: "in"), folder.appending(path: "out"), folder.appending(path: "err")
        )
        try Data(input).write(to: source)
        for file in [target, words] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            interpreter, root + "/Tests/JourneyTests/tink_stream.py", verb, Hexadecimal.text(of: key.bytes),
            Hexadecimal.text(of: associated),
        ]
        process.standardInput = try FileHandle(forReadingFrom: source)
        process.standardOutput = try FileHandle(forWritingTo: target)
        process.standardError = try FileHandle(forWritingTo: words)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            // Without the packages of Tests/requirements.txt this fails, and is meant to.
            let text = String(decoding: try Data(contentsOf: words), as: UTF8.self)
            throw Failed(status: process.terminationStatus, words: "\(interpreter): \(text.suffix(300))")
        }
        return Array(try Data(contentsOf: target))
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private static var interpreter: String {
        if let named = ProcessInfo.processInfo.environment["CASECOURIER_PYTHON"] { return named }
        let own = root + "/.venv/bin/python"
        return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
    }
}
