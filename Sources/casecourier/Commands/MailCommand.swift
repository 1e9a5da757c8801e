import ArgumentParser

/// `casecourier mail`
struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Take in mail.", subcommands: [Ingest.self])

    /// `casecourier mail ingest`; exits with 75 where trying again later may work, as mail servers expect.
    struct Ingest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read one mail from standard input and take it in if it is a delivery report.")

        func run() async throws {
            try await CommandRun.perform(.ingestMail(CommandRun.standardInput(limit: 25 * 1024 * 1024)))
        }
    }
}
