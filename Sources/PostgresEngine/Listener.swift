internal import CPostgres
internal import Dispatch
internal import Foundation
internal import Glibc
internal import SQL
internal import Synchronization

/// The connection that hears what other nodes announce, on a thread of its own. After a loss it connects anew, and says that
/// something may have been missed.
final class Listener: Sendable {
    private static let pause = Duration.milliseconds(500)
    private static let lookAround: CInt = 250

    private let opening: Opening
    private let payloads: Payloads
    private let streams: AnnouncementStreams
    private let isClosed = Mutex(false)
    private let ended = DispatchGroup()

    init(opening: Opening, payloads: Payloads, streams: AnnouncementStreams) {
        self.opening = opening
        self.payloads = payloads
        self.streams = streams
    }

    /// Returns once it listens; throws if it cannot at all.
    func start() async throws {
        ended.enter()
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let thread = Thread { [self] in
                listen(from: continuation)
                ended.leave()
            }
            thread.name = "PostgreSQL LISTEN"
            thread.start()
        }
    }

    func close() async {
        isClosed.withLock { $0 = true }
        await withCheckedContinuation { continuation in
            ended.notify(queue: .global()) { continuation.resume() }
        }
    }

    private func listen(from beginning: CheckedContinuation<Void, any Error>) {
        do {
            let first = try connect()
            beginning.resume()
            hear(on: first)
        } catch {
            return beginning.resume(throwing: error)
        }
        while !hasEnded {
            Thread.sleep(forTimeInterval: Double(Self.pause.inMilliseconds) / 1_000)
            guard !hasEnded, let connection = try? connect() else { continue }
            streams.publish([.missed])
            hear(on: connection)
        }
    }

    private var hasEnded: Bool { isClosed.withLock { $0 } }

    private func connect() throws(DatabaseFault) -> Connection {
        let connection = try opening.connect()
        do {
            try connection.execute("LISTEN \(Payloads.channel)")
        } catch {
            throw error.fault
        }
        return connection
    }

    /// Until the connection breaks or the database is closed.
    private func hear(on connection: Connection) {
        let clock = ContinuousClock()
        var lastAnswer = clock.now
        while !hasEnded {
            var descriptor = pollfd(fd: PQsocket(connection.handle), events: Int16(POLLIN), revents: 0)
            let count = poll(&descriptor, 1, Self.lookAround)
            guard count >= 0 || errno == EINTR else { return }
            // Nothing heard for a while may also be a line that is dead.
            if clock.now - lastAnswer >= opening.limits.silence {
                guard (try? connection.execute("SELECT 1")) != nil else { return }
                lastAnswer = clock.now
            }
            guard PQconsumeInput(connection.handle) == 1, connection.isUsable else { return }
            while let notification = PQnotifies(connection.handle) {
                defer { PQfreemem(notification) }
                guard let text = notification.pointee.extra else { continue }
                streams.publish(payloads.read(String(cString: text)))
            }
        }
    }
}
