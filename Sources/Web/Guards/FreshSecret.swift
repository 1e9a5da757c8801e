import Actions
import Synchronization

/// A secret that is made when it is first asked for, and then stays the same for the request.
final class FreshSecret: Sendable {
    private let secret = Mutex<BrowserSecret?>(nil)

    var made: BrowserSecret? { secret.withLock { $0 } }

    func value(_ make: () throws -> BrowserSecret) throws -> BrowserSecret {
        try secret.withLock { secret in
            if let secret { return secret }
            let new = try make()
            secret = new
            return new
        }
    }
}
