import Cryptography
import Domain
import Records
import SQL
import ServiceLifecycle
import Synchronization

/// Notes *link visited* behind the visitor's back, so that nobody waits for it and the door stays one read.
///
/// At most one per link in ten minutes. What a crash or a full queue loses is a faint hint, never a decisive event.
package final class VisitLog: Service {
    private struct Visit: Sendable {
        let link: ID<FileLink>
        let client: ClientTrace?
    }

    private let database: any Database
    private let world: any World
    private let visits: AsyncStream<Visit>
    private let inbox: AsyncStream<Visit>.Continuation
    private let latest = Mutex<[ID<FileLink>: Moment]>([:])

    init(database: any Database, world: any World) {
        self.database = database
        self.world = world
        (visits, inbox) = AsyncStream.makeStream(of: Visit.self, bufferingPolicy: .bufferingOldest(1024))
    }

    func note(_ link: ID<FileLink>, from client: ClientTrace?) {
        let now = world.now()
        let isNew = latest.withLock { latest in
            if let last = latest[link], now - last < .minutes(10) { return false }
            if latest.count > 10_000 { latest.removeAll() }
            latest[link] = now
            return true
        }
        if isNew { inbox.yield(Visit(link: link, client: client)) }
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            for await visit in visits { await write(visit) }
        }
    }

    private func write(_ visit: Visit) async {
        let now = world.now()
        // A visit that cannot be written is dropped: the next decisive event meets the same database and says so.
        try? await database.write(.guarded) { transaction in
            guard let link = try FileLinks(transaction).find(visit.link) else { return }
            let events = Events(transaction)
            guard try events.last(.linkVisited, on: link, by: .unknown, since: now - .minutes(10)) == nil else {
                return
            }
            try events.append(
                NewEvent(.linkVisited, of: link.delivery, link: link.id, by: .unknown, client: visit.client), now: now)
        }
    }
}
