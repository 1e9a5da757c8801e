import Foundation

// Arguments: the Swift file to write, then the files to embed. A raw string literal with enough number signs
// holds any text unchanged; the literal's own indentation is none, so lines stay as they are.
let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first else { exit(64) }

var text = "enum EmbeddedFiles {\n    static let all: [(name: String, content: StaticString)] = [\n"
for path in arguments.dropFirst() {
    let content = try String(contentsOfFile: path, encoding: .utf8)
    var fence = "###"
    while content.contains("\"\"\"" + fence) || content.contains("\\" + fence) { fence += "#" }
    let name = URL(fileURLWithPath: path).lastPathComponent
    text += "(\"\(name)\", \(fence)\"\"\"\n\(content)\n\"\"\"\(fence)),\n"
}
text += "    ]\n}\n"
try text.write(toFile: output, atomically: true, encoding: .utf8)
