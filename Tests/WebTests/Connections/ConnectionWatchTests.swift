import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Web

/// The watch in a pipeline with the real HTTP decoder, on a loop whose time a test moves.
private final class WatchedLine {
    let channel = EmbeddedChannel()
    let connections: OpenConnections
    let hits = LimitHits()

    init(_ caps: ConnectionCaps = ConnectionCaps(), in shared: OpenConnections? = nil) throws {
        connections = shared ?? OpenConnections(caps, proxies: [], hits: hits)
        let watch = ConnectionWatch(connections, patience: ConnectionPatience(), now: channel.eventLoop.now)
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(watch)
        try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try pipeline.addHandler(RequestEdges(watch), position: .after(decoder))
    }

    func connect(from address: String = "192.0.2.1") throws {
        try channel.connect(to: SocketAddress(ipAddress: address, port: 4711)).wait()
    }

    /// As a socket does that is read whenever something is wanted.
    func say(_ text: String) throws {
        try channel.writeInbound(ByteBuffer(string: text))
        channel.read()
    }

    func answer() throws {
        try channel.writeOutbound(HTTPServerResponsePart.head(.init(version: .http1_1, status: .noContent)))
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
    }

    func pass(_ seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }
}

@Suite("The watch of a connection")
struct ConnectionWatchTests {
    @Test("RL-01: a dripping header ends its connection after ten seconds, on a used connection too")
    func header() throws {
        let line = try WatchedLine()
        try line.connect()
        try line.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        try line.answer()
        line.pass(30)
        for letter in "GET / HTT" {
            try line.say("\(letter)")
            line.pass(1)
            #expect(line.channel.isActive)
        }
        line.pass(1)
        #expect(!line.channel.isActive)
        #expect(line.hits.count(.slowHeader) == 1 && line.connections.count == 0)
    }

    @Test("RL-01: trickling content is reported to whoever reads it, and the connection ends soon after in any case")
    func content() throws {
        let line = try WatchedLine()
        try line.connect()
        try line.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
        for _ in 0..<9 {
            try line.say("a")
            line.pass(1)
        }
        line.pass(3)
        #expect(throws: SlowSender.self) { try line.channel.throwIfErrorCaught() }
        #expect(line.channel.isActive)
        line.pass(10)
        #expect(!line.channel.isActive && line.hits.count(.slowContent) >= 1)
    }

    @Test("RL-01: a connection is kept for a minute without a request, and as long as its request is being answered")
    func idle() throws {
        let quiet = try WatchedLine()
        try quiet.connect()
        quiet.pass(59)
        #expect(quiet.channel.isActive)
        quiet.pass(1)
        #expect(!quiet.channel.isActive)

        let busy = try WatchedLine()
        try busy.connect()
        try busy.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        busy.pass(3600)
        #expect(busy.channel.isActive)
        try busy.answer()
        busy.pass(61)
        busy.pass(15)
        #expect(!busy.channel.isActive)
    }

    @Test("RL-02: one address has so many connections and no more; another one still gets in")
    func perAddress() throws {
        let caps = ConnectionCaps(inAll: 100, perAddress: 3)
        let hits = LimitHits()
        let connections = OpenConnections(caps, proxies: [try AddressBlock(reading: "10.0.0.0/8")], hits: hits)
        let lines = try (0..<4).map { _ in try WatchedLine(in: connections) }
        for line in lines { try line.connect(from: "2001:db8::\(Int.random(in: 1...9999))") }
        #expect(lines.map { $0.channel.isActive } == [true, true, true, false])
        let other = try WatchedLine(in: connections)
        try other.connect(from: "2001:db8:0:1::1")
        let proxies = try (0..<10).map { _ in try WatchedLine(in: connections) }
        for proxy in proxies { try proxy.connect(from: "10.1.2.3") }
        #expect(other.channel.isActive && proxies.allSatisfy { $0.channel.isActive })
        lines[0].channel.close(promise: nil)
        let next = try WatchedLine(in: connections)
        try next.connect(from: "2001:db8::77")
        #expect(next.channel.isActive && hits.count(.connectionsOfAddress) == 1)
    }

    @Test("RL-02: when all places are taken an idle connection gives way; where none is idle the new one is closed")
    func full() throws {
        let connections = OpenConnections(ConnectionCaps(inAll: 3), proxies: [], hits: LimitHits())
        let lines = try (0..<3).map { _ in try WatchedLine(in: connections) }
        for (number, line) in lines.enumerated() { try line.connect(from: "192.0.2.\(number)") }
        for line in lines.dropLast() { try line.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n") }
        let fourth = try WatchedLine(in: connections)
        try fourth.connect(from: "198.51.100.1")
        #expect(lines.map { $0.channel.isActive } == [true, true, false] && fourth.channel.isActive)
        try fourth.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        let fifth = try WatchedLine(in: connections)
        try fifth.connect(from: "198.51.100.2")
        #expect(!fifth.channel.isActive && fourth.channel.isActive && connections.count == 3)
    }
}
