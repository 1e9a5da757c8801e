import ArgumentParser

/// `casecourier configuration`: the reference of all settings, as `docs/configuration.md` holds it.
struct ConfigurationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configuration", abstract: "Print the reference of all settings.")

    func run() { Console.say(ConfigurationReference.markdown) }
}
