import Foundation
import Testing

/// A text file of the project, by its path from the root.
struct SourceFile: CustomTestStringConvertible {
    let path: String
    let text: String

    var testDescription: String { path }
    var name: String { String(path.split(separator: "/").last ?? "") }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// "Domain" for Sources/Domain/Values/ID.swift.
    var target: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }
}

/// The project as it lies on disk.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let sources = files(under: "Sources", [".swift"])
    static let tests = files(under: "Tests", [".swift", ".py"])
    static let pages = files(under: "Sources/Web", [".mustache"])

    /// Everything of ours that is text.
    static let product: [SourceFile] =
        ["Sources", "Tests", "Scripts", "docs", "deploy", ".ci", "keys", "Fixtures"].flatMap { files(under: $0, []) }
        + ["README.md", "Package.swift", ".gitignore", ".swift-format"].compactMap(file)

    static func file(_ path: String) -> SourceFile? {
        guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else { return nil }
        return SourceFile(path: path, text: text)
    }

    /// Files that end in one of `endings` (any, if none is given) and are UTF-8, in the order of their paths.
    static func files(under folder: String, _ endings: [String]) -> [SourceFile] {
        let found = FileManager.default.subpaths(atPath: root.appending(path: folder).path) ?? []
        let wanted = found.filter { path in
            !path.contains("__pycache__") && (endings.isEmpty || endings.contains { path.hasSuffix($0) })
        }
        return wanted.sorted().compactMap { file(folder + "/" + $0) }
    }
}
