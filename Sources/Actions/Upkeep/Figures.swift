import Synchronization

/// What happened since this process began, counted for whoever runs it. In memory only: the records say what happened, this
/// says how often.
package final class Figures: Sendable {
    /// Something that is counted. The words are labels of figures: there is a fixed number of them, and none is a visitor's.
    package enum Occurrence: Hashable, Sendable {
        case mail(Mail)
        case code(Code)
        case signIn(SignInEnd)
        /// Delivery events that were committed, on this node or another with the same database.
        case event
        case bytesSent
        case bytesReceived
    }

    /// What became of a try to hand a mail over.
    package enum Mail: String, CaseIterable, Sendable { case accepted, delayed, refused }
    /// What became of codes; `suspended` counts links that too many wrong ones closed to an address.
    package enum Code: String, CaseIterable, Sendable { case sent, right, wrong, suspended }
    /// How attempts to sign in ended.
    package enum SignInEnd: String, CaseIterable, Sendable {
        case signedIn = "signed in"
        case wrong, limited
    }

    private let counts = Mutex<[Occurrence: Int64]>([:])
    /// Files on their way to visitors and staff.
    package let downloads = Running()
    /// Files on their way in.
    package let uploads = Running()

    init() {}

    /// One more, or `number` more.
    package func count(_ occurrence: Occurrence, by number: Int64 = 1) {
        counts.withLock { $0[occurrence, default: 0] &+= number }
    }

    /// How often since the process began.
    package func total(_ occurrence: Occurrence) -> Int64 { counts.withLock { $0[occurrence] ?? 0 } }
}

/// How many of something go on right now.
package final class Running: Sendable {
    private let number = Atomic(0)

    init() {}

    /// Right now.
    package var count: Int { number.load(ordering: .relaxed) }

    /// Counts one more until nobody holds the place any longer.
    func enter() -> Place { Place(self) }

    /// One that goes on.
    final class Place: Sendable {
        private let running: Running

        init(_ running: Running) {
            self.running = running
            running.number.add(1, ordering: .relaxed)
        }

        deinit { running.number.subtract(1, ordering: .relaxed) }
    }
}
