package import Cryptography
import Logging
import ServiceLifecycle

/// Takes in a key ring that another process changed, so that a revoked key is dead on every node within a second.
///
/// The file is looked at and not the database: it is what holds the keys, and it also comes by hand from elsewhere.
package struct WatchKeys: Service {
    private let keys: Keys
    private let pause: Duration
    private let logger = Logger(label: "keys")

    package init(_ keys: Keys, every pause: Duration = .milliseconds(500)) {
        self.keys = keys
        self.pause = pause
    }

    /// Goes on until the service is told to stop. A ring that cannot be read is told once, and the keys of before stay.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var lastWords = ""
            while (try? await Task.sleep(for: pause)) != nil {
                do {
                    if try keys.reloadIfChanged() { logger.notice("The key ring was changed and taken in.") }
                    lastWords = ""
                } catch {
                    let words = WorldFault.words(for: error)
                    if words != lastWords {
                        logger.error("The changed key ring cannot be taken in.", metadata: ["fault": "\(words)"])
                    }
                    lastWords = words
                }
            }
        }
    }
}
