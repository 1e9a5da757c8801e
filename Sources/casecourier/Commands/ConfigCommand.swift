import ArgumentParser

/// `casecourier config`: what holds for this process and why, or the reference as `docs/configuration.md` holds it.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show every setting, its value and where it comes from; secrets are not shown."
    )

    @Flag(help: "Print the reference of all settings instead.") var reference = false

    func run() async throws {
        if reference { return Console.say(ConfigurationReference.markdown) }
        let reader: SettingsReader
        do { reader = try await SettingsReader() } catch let fault as ConfigurationFault {
            Console.complain(fault.description)
            throw ExitCode(78)
        }
        Console.say(EffectiveConfiguration(reader).lines.joined(separator: "\n"))
        do { _ = try ServiceConfiguration(reader) } catch let fault as ConfigurationFault {
            Console.complain(fault.description)
            throw ExitCode(78)
        }
    }
}
