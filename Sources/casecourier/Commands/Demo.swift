import Actions
import ArgumentParser

/// `casecourier demo`: the service with a made-up firm, case and clients, and mails kept on disk.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the service with demonstration data; mails are kept instead of sent.")

    func run() async throws {
        let standards: [(Setting, String)] = [
            (.organisationName, "Harbour & Quay Investigations"),
            (.organisationContact, "+44 20 7946 0000, office@harbour-quay.example"),
            (.mailFrom, "updates@harbour-quay.example"),
        ]
        try await Serve.start(standards: standards) { server in
            guard server.configuration.environment == .development else {
                throw ConfigurationFault(
                    "The demonstration runs in development only. Unset \(Setting.environment.variable).")
            }
            let signIn = try await DemoContent(server).prepare()
            let origin = server.configuration.organisation.origin
            Console.say("")
            Console.say("  Open      \(origin)/")
            Console.say("  Sign in   \(signIn.email)")
            Console.say("  Password  \(signIn.password)")
            Console.say("  Mail      \(origin)/dev/mail  (kept on disk, nothing is sent)")
            Console.say("")
            Console.say("Case 2026-014 has a validated update that is ready to be sent. Stop with Ctrl+C.")
            Console.say("This is a demonstration on plain HTTP: do not let others reach it.")
            Console.say("")
        }
    }
}
