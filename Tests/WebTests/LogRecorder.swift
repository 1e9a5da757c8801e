import Logging
import Synchronization

/// Keeps everything that was logged, at every level, as text.
final class LogRecorder: Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(recorder: self) }
        logger.logLevel = .trace
        return logger
    }

    func add(_ line: String) { kept.withLock { $0.append(line) } }
}

/// One logger's way to the recorder.
private struct Handler: LogHandler {
    let recorder: LogRecorder
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        recorder.add("\(event.level) \(event.message) \(metadata) \(event.metadata ?? [:])")
    }
}
