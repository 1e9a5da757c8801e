import Domain
import Synchronization

/// When it was last looked whether the sender of an upload is signed in still.
final class UploadPresence: Sendable {
    private let lookedAt: Mutex<Moment>

    init(since now: Moment) { lookedAt = Mutex(now) }

    /// True once a minute, and also when the clock was set back.
    func isDue(now: Moment) -> Bool {
        lookedAt.withLock { lookedAt in
            guard now >= lookedAt + .minutes(1) || now < lookedAt else { return false }
            lookedAt = now
            return true
        }
    }
}
