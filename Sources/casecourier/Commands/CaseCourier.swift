import ArgumentParser

/// The program: `casecourier serve`, and what an operator does besides.
@main
struct CaseCourier: AsyncParsableCommand {
    static let version = "0.3.0"

    static let configuration = CommandConfiguration(
        commandName: "casecourier",
        abstract: "Sends case updates with files as signed, expiring links, and records what became of them.",
        version: version,
        subcommands: [
            Serve.self, Demo.self, Migrate.self, PeopleCommand.self, TokensCommand.self, KeysCommand.self,
            LinksCommand.self,
            MailCommand.self, DoctorCommand.self, ConfigCommand.self,
        ])
}
