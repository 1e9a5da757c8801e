import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Server-sent events (HTML Living Standard, section 9.2): the id of each delivery that changed, and now and then a comment so
/// that neither side takes the line for dead.
///
/// Ends when the server goes down, the browser goes away or the right to watch is gone (AU-03), and after an hour in any case:
/// the browser then comes again, and is asked anew who it is.
struct EventAnswer<Changes: AsyncSequence<ID<Delivery>, Never> & Sendable>: Sendable {
    private let changes: Changes
    private let place: EventStreams.Place
    private let heartbeat: Duration
    private let longest: Duration
    private let mayGoOn: @Sendable () async throws -> Bool

    /// `mayGoOn` is asked before each change is told, and with each heartbeat.
    init(
        _ changes: Changes, place: EventStreams.Place, heartbeat: Duration = .seconds(15),
        longest: Duration = .seconds(3600), mayGoOn: @escaping @Sendable () async throws -> Bool
    ) {
        self.changes = changes
        self.place = place
        self.heartbeat = heartbeat
        self.longest = longest
        self.mayGoOn = mayGoOn
    }

    var response: Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .accelBuffering: "no"],
            body: ResponseBody { writer in try await write(to: &writer) })
    }

    private func write(to writer: inout any ResponseBodyWriter) async throws {
        // A reader that takes nothing for long loses lines and not our memory: any one of them makes it look anew.
        let (lines, line) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(64))
        try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                for await delivery in changes {
                    guard await isAllowed() else { break }
                    line.yield("data: \(delivery)\n\n")
                }
                line.finish()
            }
            group.addTask {
                while (try? await Task.sleep(for: heartbeat)) != nil, await isAllowed() {
                    line.yield(": still here\n\n")
                }
                line.finish()
            }
            group.addTask {
                try? await Task.sleep(for: longest)
                line.finish()
            }
            group.addTask {
                try? await gracefulShutdown()
                line.finish()
            }
            for await text in lines { try await writer.write(ByteBuffer(string: text)) }
        }
        try await writer.finish(nil)
        withExtendedLifetime(place) {}
    }

    /// What cannot be asked is not allowed: the browser comes again.
    private func isAllowed() async -> Bool { (try? await mayGoOn()) == true }
}

extension HTTPField.Name {
    /// Tells nginx not to hold the lines back.
    static let accelBuffering = HTTPField.Name("X-Accel-Buffering")!
}
