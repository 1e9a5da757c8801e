import Foundation
import Testing

@Suite("Keys of another purpose")
struct WrongKeyTests {
    private static let right = """
        @testable import Cryptography
        func sign(_ keys: TagKeys<ForLinks>) {}
        func take(_ keys: Keys) { sign(keys.tags(ForLinks.self)) }
        """

    @Test("KM-01: a key handed to what has another purpose does not compile; the right one does")
    func wrongPurpose() throws {
        #expect(try errors(in: Self.right) == [])
        let form = Self.right.replacing("keys.tags(ForLinks", with: "keys.tags(ForForms")
        #expect(try errors(in: form).contains { $0.contains("ForForms") && $0.contains("ForLinks") })
        let sealing = Self.right.replacing("keys.tags(ForLinks", with: "keys.tags(ForFiles")
        #expect(try errors(in: sealing).contains { $0.contains("ForFiles") && $0.contains("TagUse") })
    }

    /// What the compiler says against a file that stands beside our own.
    private func errors(in source: String) throws -> [String] {
        let folder = Folder()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        try source.write(toFile: folder.path + "/Use.swift", atomically: false, encoding: .utf8)
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let modules = URL(filePath: program).deletingLastPathComponent().appending(path: "Modules").path
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "swiftc", "-typecheck", "-swift-version", "6", "-package-name", "casecourier", "-I", modules, "-I",
            root.appending(path: "Sources/COpenSSL").path, folder.path + "/Use.swift",
        ]
        _ = FileManager.default.createFile(atPath: folder.path + "/words", contents: nil)
        process.standardError = try FileHandle(forWritingTo: URL(filePath: folder.path + "/words"))
        try process.run()
        process.waitUntilExit()
        let words = try String(contentsOfFile: folder.path + "/words", encoding: .utf8)
        let errors = words.split(separator: "\n").filter { $0.contains("error:") }.map(String.init)
        #expect(errors.isEmpty == (process.terminationStatus == 0))
        return errors
    }
}
