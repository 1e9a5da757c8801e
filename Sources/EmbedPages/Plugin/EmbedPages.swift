import Foundation
import PackagePlugin

/// Turns the templates and assets of a target into one Swift file of `StaticString` literals, so that the
/// binary carries them all and needs no folder beside it.
@main
struct EmbedPages: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let embedded: Set<String> = ["mustache", "css", "js", "svg", "txt"]
        guard let module = target as? any SourceModuleTarget else { return [] }
        let inputs = files(under: module.directoryURL).filter { embedded.contains($0.pathExtension) }
        let output = context.pluginWorkDirectoryURL.appendingPathComponent("EmbeddedFiles.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(inputs.count) pages and assets",
                executable: try context.tool(named: "PageEmbedder").url,
                arguments: [output.path] + inputs.map(\.path),
                inputFiles: inputs,
                outputFiles: [output])
        ]
    }

    private func files(under folder: URL) -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? []).sorted { $0.path < $1.path }
    }
}
