import Actions
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite struct LiveEventsTests {
    /// Keeps what was written; throws once it holds `limit` writes, as a connection that breaks does.
    private struct Collector: ResponseBodyWriter {
        struct Broken: Error {}
        let kept: Lines
        let limit: Int

        mutating func write(_ buffer: ByteBuffer) async throws {
            guard kept.add(String(buffer: buffer)) < limit else { throw Broken() }
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws { _ = kept.add("end") }
    }

    private final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }

        func add(_ line: String) -> Int {
            lines.withLock {
                $0.append(line)
                return $0.count
            }
        }
    }

    private func answer(
        _ changes: AsyncStream<ID<Delivery>>, heartbeat: Duration = .seconds(60), longest: Duration = .seconds(60),
        mayGoOn: @escaping @Sendable () async throws -> Bool = { true }
    ) throws -> Response {
        EventAnswer(
            changes, place: try #require(EventStreams().enter()), heartbeat: heartbeat, longest: longest,
            mayGoOn: mayGoOn
        ).response
    }

    @Test("EN-07: each change of the send is told at once, those of other sends are not, and GET changes nothing")
    func changes() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        let other = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        let installation = site.test.installation
        let watched = try #require(try await installation.watchSend(send, for: ready.viewer))
        _ = try await installation.revokeLinks(.send(other), by: ready.viewer)
        _ = try await installation.revokeLinks(.send(send), by: ready.viewer)
        let mine = try #require(try await installation.showSend(send, to: ready.viewer)?.deliveries[0].delivery.id)
        var first: ID<Delivery>?
        for await change in watched {
            first = change
            break
        }
        #expect(first == mine)
    }

    @Test("EN-07: over a connection the change arrives while the page stays open")
    func overTheWire() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        let delivery = try #require(
            try await site.test.installation.showSend(send, to: ready.viewer)?.deliveries[0].delivery.id)
        try await site.visit(.live) { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let cookie = "\(site.site.cookies.name(.staff))=\(try #require(desk.browser.cookie(.staff)))"
            let connection = try await RawConnection(port: try #require(browser.client.port))
            try await connection.open { line in
                try await line.write(
                    "GET /sends/\(send)/events HTTP/1.1\r\nHost: localhost:8080\r\nCookie: \(cookie)\r\n\r\n")
                var text = ""
                while !text.contains("retry: 3000"), let bytes = await line.read() {
                    text += String(decoding: bytes, as: UTF8.self)
                }
                #expect(text.hasPrefix("HTTP/1.1 200"))
                _ = try await site.test.installation.revokeLinks(.send(send), by: ready.viewer)
                while !text.contains("data: \(delivery)"), let bytes = await line.read() {
                    text += String(decoding: bytes, as: UTF8.self)
                }
                #expect(text.contains("data: \(delivery)"))
            }
        }
    }

    @Test("Changes are lines of an event stream that proxies do not hold back")
    func lines() async throws {
        let (changes, change) = AsyncStream.makeStream(of: ID<Delivery>.self)
        let response = try answer(changes)
        #expect(response.headers[.contentType] == "text/event-stream; charset=utf-8")
        let id: ID<Delivery> = try ID(bytes: Array(0..<16))
        change.yield(id)
        let lines = Lines()
        await #expect(throws: Collector.Broken.self) {
            try await response.body.write(Collector(kept: lines, limit: 2))
        }
        #expect(lines.all == ["retry: 3000\n\n", "data: \(id)\n\n"])
    }

    @Test("RL-02: a quiet stream says now and then that it is there, and ends by itself")
    func heartbeat() async throws {
        let (changes, _) = AsyncStream.makeStream(of: ID<Delivery>.self)
        let lines = Lines()
        let response = try answer(changes, heartbeat: .milliseconds(10), longest: .milliseconds(300))
        try await response.body.write(Collector(kept: lines, limit: 1000))
        #expect(lines.all.first == "retry: 3000\n\n" && lines.all.last == "end")
        #expect(lines.all.contains(": still here\n\n"))
    }

    @Test("AU-03: whoever may not watch any more is told nothing more, and a quiet stream ends with the next heartbeat")
    func rightGone() async throws {
        for heartbeat in [Duration.seconds(60), .milliseconds(10)] {
            let (changes, change) = AsyncStream.makeStream(of: ID<Delivery>.self)
            if heartbeat == .seconds(60) { change.yield(try ID(bytes: Array(0..<16))) }
            let lines = Lines()
            let response = try answer(changes, heartbeat: heartbeat) { false }
            try await response.body.write(Collector(kept: lines, limit: 1000))
            #expect(lines.all == ["retry: 3000\n\n", "end"])
        }
    }

    @Test("RL-02: no more pages watch than there are places, and a page that goes away makes room")
    func places() throws {
        let streams = EventStreams(most: 2)
        var held = [streams.enter(), streams.enter()]
        #expect(held.allSatisfy { $0 != nil } && streams.enter() == nil)
        held.removeLast()
        #expect(streams.enter() != nil)
    }
}
