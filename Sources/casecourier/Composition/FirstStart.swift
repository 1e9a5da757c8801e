import Actions

/// What the console says when the service starts: where it is, and how the first administrator gets in.
struct FirstStart {
    private let server: RunningServer

    init(_ server: RunningServer) { self.server = server }

    func say() async throws {
        let organisation = server.configuration.organisation
        Console.say("CaseCourier listens on \(server.configuration.address.reachable), for \(organisation.origin)")
        if let token = try await server.open.installation.issueSetupToken() {
            Console.say("There is no administrator yet. Within an hour, open \(organisation.origin)/setup")
            Console.say("and enter this one-time token: \(token)")
        }
        if organisation.contact.isEmpty {
            Console.say("Set \(Setting.organisationContact.variable): nothing can be sent without it.")
        }
    }
}
