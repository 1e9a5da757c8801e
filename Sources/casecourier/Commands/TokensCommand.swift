import ArgumentParser

/// `casecourier tokens`
struct TokensCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Make, list and revoke tokens of the HTTP interface.",
        subcommands: [Create.self, List.self, Revoke.self])

    /// `casecourier tokens create`; prints the token and nothing else.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token that acts for a member of staff, and print it. It is told this once.")

        @Option(name: .customLong("for"), help: "The address with which that person signs in.") var email: String
        @Option(help: "What the token is for, as lists show it.") var name = "Made on the command line"
        @Option(help: "From 1 to 3650.") var expiresInDays: Int64 = 365

        func run() async throws {
            try await CommandRun.perform(.createToken(email: email, name: name, days: expiresInDays))
        }
    }

    /// `casecourier tokens list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tokens that open something.")

        @Option(name: .customLong("for"), help: "Only those of the person who signs in with this address.")
        var email: String?

        func run() async throws { try await CommandRun.perform(.listTokens(email: email)) }
    }

    /// `casecourier tokens revoke`
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a token, from its next request on.")

        @Argument(help: "The token's id, as `tokens list` shows it.") var id: String

        func run() async throws { try await CommandRun.perform(.revokeToken(id: id)) }
    }
}
