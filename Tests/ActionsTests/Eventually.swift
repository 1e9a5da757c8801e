import Testing

/// Waits until it holds, for ten seconds at most.
func eventually(_ holds: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < end {
        if try await holds() { return }
        try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record("It did not come about within ten seconds.")
}
