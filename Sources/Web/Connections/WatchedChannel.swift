import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// The framework's HTTP/1.1 connection, with a watch on its pace and a place among those that are open.
struct WatchedChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let inner: HTTP1Channel
    private let connections: OpenConnections
    private let patience: ConnectionPatience

    init(_ inner: HTTP1Channel, connections: OpenConnections, patience: ConnectionPatience) {
        self.inner = inner
        self.connections = connections
        self.patience = patience
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let pipeline = channel.pipeline.syncOperations
        do {
            let watch = ConnectionWatch(connections, patience: patience, now: channel.eventLoop.now)
            try pipeline.addHandler(watch)
            let value = inner.setup(channel: channel, logger: logger)
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandlers([RequestEdges(watch), HeadWithBody()], position: .after(decoder))
            return value
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
    }

    func handle(value: Value, logger: Logger) async { await inner.handle(value: value, logger: logger) }
}

extension HTTPServerBuilder {
    static func watched(
        _ configuration: HTTP1Channel.Configuration, connections: OpenConnections, patience: ConnectionPatience
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            WatchedChannel(
                HTTP1Channel(responder: responder, configuration: configuration), connections: connections,
                patience: patience)
        }
    }
}
