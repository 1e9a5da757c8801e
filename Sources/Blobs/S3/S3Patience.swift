/// How often, and after which pauses, a store is asked again that could not answer.
package struct S3Patience: Sendable {
    package var attempts = 4
    package var firstPause = Duration.milliseconds(200)
    /// Until the head of an answer is there, with everything that is sent before it: a part of five mebibytes at 43 KiB a
    /// second.
    package var answer = Duration.seconds(120)
    /// Without a byte in either direction. All attempts together end before a visitor's own connection is given up.
    package var silence = Duration.seconds(12)
    package var connection = Duration.seconds(5)

    package init() {}

    /// Runs `body` until it does not end in `Passing`, each pause three times as long as the one before and a little
    /// shorter by chance, so that many who wait do not come back at once. Throws the last fault.
    func run<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        var pause = firstPause
        for _ in 1..<max(1, attempts) {
            do { return try await body() } catch is Passing {
                try await Task.sleep(for: pause * Double.random(in: 0.5...1))
                pause *= 3
            }
        }
        do { return try await body() } catch let passing as Passing { throw passing.fault }
    }
}

/// A fault that may be gone when it is tried again, and whose request may be sent again.
struct Passing: Error {
    let fault: BlobFault
}
