internal import Foundation
package import PostgresEngine
internal import Synchronization

/// The throw-away PostgreSQL cluster of this test process: started at its first use, ended and removed when the process is gone,
/// however that comes about.
package actor PostgresCluster {
    package static let shared = PostgresCluster()

    /// It did not start, or did not obey.
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    private var starting: Task<ClusterOrders, any Error>?
    private var number = 0
    private var templates: [String: String] = [:]
    /// Databases that no test uses any more.
    private let left = Mutex<[String]>([])

    /// The name of a new database: empty, or a copy of the one that `fill` has made ready for `template`.
    package func newDatabase(
        template: String? = nil, fill: @Sendable (DatabaseURL) async throws -> Void = { _ in }
    ) async throws -> String {
        var source = ""
        if let template {
            if templates[template] == nil { templates[template] = try await filled(fill) }
            source = templates[template] ?? ""
        }
        let old = left.withLock { left in
            defer { left = [] }
            return left
        }
        for name in old { try await obey("drop \(name)") }
        return try await create(from: source)
    }

    /// The database is dropped before the next one is made.
    package nonisolated func leave(_ name: String) { left.withLock { $0.append(name) } }

    /// Where a database of the cluster is reached.
    package func url(_ name: String) async throws -> DatabaseURL {
        try await DatabaseURL(reading: "postgres:///\(name)?host=\(start().folder)&user=probe")
    }

    /// What the server answers to a statement, as its administrator.
    @discardableResult
    package func ask(_ statement: String) async throws -> String { try await obey("sql \(statement)") }

    /// Shuts the server down, as an administrator does who upgrades it, and starts it again after `meanwhile`.
    package func interrupted(_ meanwhile: @Sendable () async throws -> Void) async throws {
        try await obey("stop")
        do { try await meanwhile() } catch {
            try await obey("start")
            throw error
        }
        try await obey("start")
    }

    private func filled(_ fill: (DatabaseURL) async throws -> Void) async throws -> String {
        let name = try await create(from: "")
        try await fill(url(name))
        return name
    }

    private func create(from template: String) async throws -> String {
        number += 1
        let name = "test_\(number)"
        let answer = try await obey("create \(name) \(template)")
        guard answer.isEmpty else { throw Fault(description: "No database: \(answer)") }
        return name
    }

    @discardableResult
    private func obey(_ order: String) async throws -> String {
        let answer = try await start().ask(order)
        guard answer.hasPrefix("done") else { throw Fault(description: "The PostgreSQL cluster does not obey.") }
        return answer.dropFirst(4).trimmingCharacters(in: .whitespaces)
    }

    private func start() async throws -> ClusterOrders {
        if let starting { return try await starting.value }
        let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("postgres-cluster")
        let task = Task { try await ClusterOrders(program) }
        starting = task
        return try await task.value
    }
}

/// The program that keeps the cluster, and the pipe whose end is the cluster's end.
private final class ClusterOrders: Sendable {
    let folder: String
    private let input = Pipe()
    private let output = Pipe()
    private let queue = DispatchQueue(label: "postgres-cluster")

    init(_ program: URL) async throws {
        let process = Process()
        process.executableURL = program
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let greeting = try await Self.exchange(nil, input, output, on: queue)
        guard greeting.hasPrefix("ready ") else { throw PostgresCluster.Fault(description: greeting) }
        folder = String(greeting.dropFirst("ready ".count))
    }

    func ask(_ order: String) async throws -> String { try await Self.exchange(order, input, output, on: queue) }

    /// One order and its answer after the other, off the threads of Swift concurrency.
    private static func exchange(
        _ order: String?, _ input: Pipe, _ output: Pipe, on queue: DispatchQueue
    ) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        if let order { try input.fileHandleForWriting.write(contentsOf: Data((order + "\n").utf8)) }
                        return try line(of: output)
                    })
            }
        }
    }

    private static func line(of output: Pipe) throws -> String {
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty, byte != Data("\n".utf8) {
            line += byte
        }
        return String(decoding: line, as: UTF8.self)
    }
}
