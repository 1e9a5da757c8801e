internal import Dispatch
internal import SQL
internal import Synchronization

/// The one connection that writes and checkpoints, and the queue of bodies before it.
final class Writer: Sendable {
    private struct Backlog {
        var waiting: ArraySlice<WaitingWrite> = []
        var isServed = false
        /// Why nothing is written any more.
        var refusal: DatabaseFault?
    }

    private let queue = DispatchQueue(label: "database writer")
    /// Used on the queue alone; nil once closed.
    private let connection: Mutex<Connection?>
    private let streams: AnnouncementStreams
    private let checkpoints = Checkpoints()
    private let backlog = Mutex(Backlog())
    private let counted = Mutex(EngineFigures())

    init(_ connection: sending Connection, streams: AnnouncementStreams) {
        self.connection = Mutex(connection)
        self.streams = streams
    }

    /// What was committed since the file was opened.
    var figures: EngineFigures { counted.withLock { $0 } }

    /// Queues a body. A caller that is cancelled meanwhile changes nothing: what was handed in is written.
    func submit(_ write: WaitingWrite) {
        let (refusal, mustServe) = backlog.withLock { backlog -> (DatabaseFault?, Bool) in
            if let refusal = backlog.refusal { return (refusal, false) }
            backlog.waiting.append(write)
            defer { backlog.isServed = true }
            return (nil, !backlog.isServed)
        }
        if let refusal { return write.fail(refusal) }
        guard mustServe else { return }
        queue.async { self.serve() }
    }

    /// Refuses further bodies, waits for those handed in, empties the log and closes the connection.
    func close() async throws {
        backlog.withLock { $0.refusal = $0.refusal ?? .unavailable("The database is closed.") }
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { continuation.resume(with: Result { try self.closeNow() }) }
        }
    }

    private func closeNow() throws {
        try connection.withLock { connection in
            guard let open = connection.take() else { return }
            try checkpoints.truncate(on: open)
            try open.close()
        }
    }

    private func serve() {
        connection.withLock { connection in
            do throws(DatabaseFault) {
                guard let connection else { throw .unavailable("The database is closed.") }
                while let write = next(orRest: true) { try serveGroup(from: write, on: connection) }
            } catch {
                stop(because: error)
            }
        }
    }

    private func serveGroup(from first: WaitingWrite, on connection: Connection) throws(DatabaseFault) {
        var group = WriteGroup(on: connection)
        switch group.run(first, next: { next(orRest: false) }) {
        case .committed(let announcements):
            let (bodies, committing) = (Int64(group.count), group.committing)
            counted.withLock { figures in
                figures.bodies += bodies
                figures.transactions += 1
                figures.committing += committing
            }
            streams.publish(announcements)
            group.answer(nil)
            try checkpoints.afterGroup(on: connection)
        case .undone(let fault):
            group.answer(fault)
        case .unknown(let fault):
            let stopped = stop(because: fault)
            group.answer(stopped)
        }
    }

    /// The next body; with `orRest`, an empty queue also ends this round of service.
    private func next(orRest: Bool) -> WaitingWrite? {
        backlog.withLock { backlog in
            if let write = backlog.waiting.popFirst() { return write }
            backlog.waiting = []
            if orRest { backlog.isServed = false }
            return nil
        }
    }

    /// Refuses whatever waits and whatever comes, for good.
    @discardableResult
    private func stop(because cause: DatabaseFault) -> DatabaseFault {
        let stopped = DatabaseFault.stopped(cause.description)
        let waiting = backlog.withLock { backlog in
            backlog.refusal = stopped
            defer { backlog.waiting = [] }
            return backlog.waiting
        }
        for write in waiting { write.fail(stopped) }
        return stopped
    }
}
