package import Blobs
package import Logging
import ServiceLifecycle

/// Takes the space kept back for a full disk again, once there is room.
package struct KeepReserve: Service {
    private let reserve: ReserveFile
    private let logger: Logger

    package init(_ reserve: ReserveFile, logger: Logger = Logger(label: "reserve")) {
        self.reserve = reserve
        self.logger = logger
    }

    /// Looks every few seconds, until the service is told to stop.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var wasHeld = true
            while !Task.isCancelled {
                let isHeld = reserve.restore()
                if wasHeld, !isHeld {
                    logger.critical("The disk is full: files are refused, rows are written into the reserve.")
                }
                if !wasHeld, isHeld { logger.notice("The disk has room again, and the reserve is back.") }
                wasHeld = isHeld
                do { try await Task.sleep(for: .seconds(3)) } catch { return }
            }
        }
    }
}
