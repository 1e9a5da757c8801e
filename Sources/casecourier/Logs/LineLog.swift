import Cryptography
import Domain
import Glibc
import Logging

/// The log of the process: records as lines on standard error, each written at once and whole.
struct LineLog: LogHandler {
    private let label: String
    private let format: LogLine.Format
    private let world = SystemWorld()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    init(label: String, format: LogLine.Format) {
        self.label = label
        self.format = format
    }

    /// From now on every logger of the process writes in this format. Called once.
    static func begin(_ format: LogLine.Format) {
        LoggingSystem.bootstrap { LineLog(label: $0, format: format) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = event.metadata ?? [:]
        for (key, value) in metadata where all[key] == nil { all[key] = value }
        let line = LogLine(
            time: world.now(), level: event.level, label: label, message: event.message.description,
            metadata: all.map { (key: $0.key, value: Self.text($0.value)) }.sorted { $0.key < $1.key })
        Self.write(line.rendered(as: format))
    }

    private static func text(_ value: Logger.Metadata.Value) -> String {
        if case .string(let text) = value { return text }
        return "\(value)"
    }

    /// A reader of the log that went away is no reason to stop the service.
    private static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
