internal import Dispatch
internal import Foundation
internal import SQL
internal import Synchronization

/// A body before a connection is free for it, and whoever awaits it.
struct WaitingBody: Sendable {
    let run: @Sendable (Session) -> Void
    let refuse: @Sendable (DatabaseFault) -> Void
    let latest: ContinuousClock.Instant
}

/// Threads with one connection each, made as they are needed, and the queue of bodies before them.
///
/// libpq is called blocking, and bodies are synchronous: on these threads both hold up nobody else.
final class Workers: Sendable {
    private struct State {
        var waiting: ArraySlice<WaitingBody> = []
        var threads = 0
        var idle = 0
        var isClosed = false
    }

    private static let mostWaiting = 10_000

    private let most: Int
    private let opening: Opening
    private let state = Mutex(State())
    private let work = DispatchSemaphore(value: 0)
    private let ended = DispatchGroup()

    init(most: Int, opening: Opening) {
        self.most = most
        self.opening = opening
    }

    /// Queues a body. A caller that is cancelled meanwhile changes nothing: what was handed in is run.
    func submit(_ body: WaitingBody) {
        let (fault, needsThread) = state.withLock { state -> (DatabaseFault?, Bool) in
            if state.isClosed { return (.unavailable("The database is closed."), false) }
            guard state.waiting.count < Self.mostWaiting else {
                return (.unavailable("\(Self.mostWaiting) changes and questions wait already."), false)
            }
            state.waiting.append(body)
            guard state.waiting.count > state.idle, state.threads < most else { return (nil, false) }
            state.threads += 1
            return (nil, true)
        }
        if let fault { return body.refuse(fault) }
        if needsThread { startThread() }
        work.signal()
    }

    /// Refuses further bodies and waits for those handed in; then every connection is closed.
    func close() async {
        let threads = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed ? 0 : state.threads
        }
        for _ in 0..<threads { work.signal() }
        await withCheckedContinuation { continuation in
            ended.notify(queue: .global()) { continuation.resume() }
        }
    }

    private func startThread() {
        ended.enter()
        let thread = Thread { [self] in
            serve()
            ended.leave()
        }
        thread.name = "PostgreSQL"
        thread.start()
    }

    private func serve() {
        let session = Session(opening)
        while let body = next() {
            guard ContinuousClock.now < body.latest else {
                body.refuse(.unavailable("No connection to PostgreSQL was free in time."))
                continue
            }
            body.run(session)
        }
    }

    /// The next body, waited for; none once the database is closed and nothing waits.
    private func next() -> WaitingBody? {
        state.withLock { $0.idle += 1 }
        work.wait()
        return state.withLock { state in
            state.idle -= 1
            if let body = state.waiting.popFirst() { return body }
            state.waiting = []
            return nil
        }
    }
}
