import ArgumentParser
import Foundation

/// `casecourier people`
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "Add people.", subcommands: [Add.self])

    /// `casecourier people add`; works before the first start and beside a running server.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add somebody. The password of a member of staff is read from standard input.")

        @Option(help: "staff, contact or prospect.") var kind: String
        @Option(help: "For staff: administrator, owner, manager, investigator, staff or auditor.") var role: String?
        @Option(help: "The person's name.") var name: String
        @Option(help: "The person's e-mail address.") var email: String

        func run() async throws {
            var password: String?
            if kind == "staff" {
                let input = String(decoding: try CommandRun.standardInput(limit: 4096), as: UTF8.self)
                // A line end is how the input was typed, not part of the password.
                password = input.split(separator: "\n", omittingEmptySubsequences: false).first.map {
                    String($0.hasSuffix("\r") ? $0.dropLast() : $0)
                }
            }
            try await CommandRun.perform(
                .addPerson(.init(kind: kind, role: role, name: name, email: email, password: password)))
        }
    }
}
