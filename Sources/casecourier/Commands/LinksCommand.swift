import Actions
import ArgumentParser
import Cryptography
import Domain
import Foundation

/// `casecourier links`
struct LinksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "links", abstract: "Explain links.", subcommands: [Inspect.self])

    /// `casecourier links inspect`; needs the key ring and never opens the database.
    struct Inspect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what a link claims and whether its tag is ours.")

        @Argument(help: "The link, or its token.") var url: String

        func run() async throws {
            let configuration = try ServiceConfiguration(await SettingsReader())
            let world = SystemWorld()
            let keys = try Keys(KeyFolder(configuration.keysFolder, world: world).openAsItIs(), world: world)
            let signer = LinkSigner(keys: keys, audience: configuration.organisation.origin)
            switch try signer.read(token) {
            case .forged:
                Console.say(
                    "Not a link of this installation: the tag does not fit, or its key was revoked or has run out.")
                throw ExitCode(1)
            case .genuine(let claims, let kid):
                let isOver = world.now() >= claims.expiresAt
                Console.say("Link      \(claims.link)")
                Console.say("Key       \(kid)")
                Console.say("Expires   \(claims.expiresAt.rfc3339)\(isOver ? " (over, unless staff extended it)" : "")")
                Console.say("Origin    \(configuration.organisation.origin)")
                Console.say("Genuine. Whether it was revoked or extended stands in the database, which was not asked.")
            }
        }

        private var token: String {
            let path = url.split(separator: "/f/", maxSplits: 1).last.map(String.init) ?? url
            return String(path.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
        }
    }
}
