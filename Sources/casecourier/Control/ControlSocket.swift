import Dispatch
import Foundation
import Glibc
import Logging
import ServiceLifecycle

/// The socket in the data folder by which commands reach the process that has the installation open.
///
/// Only the user that the server runs as, and root, may use it: the folder and the socket say so, and the peer's uid is
/// checked besides.
struct ControlSocket: Service {
    private let path: String
    private let perform: @Sendable (ControlRequest) async -> ControlAnswer
    private let logger = Logger(label: "control")

    init(path: String, perform: @escaping @Sendable (ControlRequest) async -> ControlAnswer) {
        self.path = path
        self.perform = perform
    }

    func run() async throws {
        let listener = try UnixSocket.listen(at: path)
        let (connections, inbox) = AsyncStream.makeStream(of: UnixSocket.self)
        let queue = DispatchQueue(label: "control")
        let source = DispatchSource.makeReadSource(fileDescriptor: listener.number, queue: queue)
        source.setEventHandler {
            if let connection = listener.accept() { inbox.yield(connection) }
        }
        source.setCancelHandler { inbox.finish() }
        source.resume()
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for await connection in connections {
                    group.addTask { await answer(connection) }
                }
            }
        }
        source.cancel()
        unlink(path)
    }

    private func answer(_ connection: UnixSocket) async {
        guard connection.isFromOwnUser else {
            logger.warning("Another user tried to reach the control socket.")
            return
        }
        do {
            let bytes = try await connection.readToEnd(limit: ControlClient.largest)
            let answer = await perform(try JSONDecoder().decode(ControlRequest.self, from: bytes))
            try await connection.write(JSONEncoder().encode(answer))
        } catch {
            logger.warning("A command broke off.", metadata: ["error": "\(type(of: error))"])
        }
    }
}
