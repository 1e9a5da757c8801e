import ArgumentParser
import Foundation

/// `casecourier doctor`: looks at everything the service depends on and says how it is. Changes nothing, sends nothing; works
/// before the first start, beside a running server and without one.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look whether everything the service needs is in order; exits with 1 if not.")

    @Flag(help: "Print the findings as JSON, for programs.") var json = false

    func run() async throws {
        let findings = await Examination().findings()
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Console.say(String(decoding: try encoder.encode(findings), as: UTF8.self))
        } else {
            for finding in findings { Console.say(finding.line) }
            Console.say(Self.summary(findings))
        }
        if findings.contains(where: { $0.mark == .problem }) { throw ExitCode(1) }
    }

    private static func summary(_ findings: [Finding]) -> String {
        let problems = findings.count { $0.mark == .problem }
        let warnings = findings.count { $0.mark == .warning }
        if problems + warnings == 0 { return "Everything is in order." }
        return
            "\(problems) \(problems == 1 ? "problem" : "problems"), \(warnings) \(warnings == 1 ? "warning" : "warnings")."
    }
}
