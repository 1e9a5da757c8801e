/// Sixteen tasks at once try to take the same one-time thing; the results of those that got it.
///
/// All sixteen wait for the last to be there before any begins.
package func raceOfSixteen<Prize: Sendable>(
    _ attempt: @escaping @Sendable (_ runner: Int) async throws -> Prize?
) async throws -> [Prize] {
    let start = StartingLine(runners: 16)
    return try await withThrowingTaskGroup(of: Prize?.self) { group in
        for runner in 0..<16 {
            group.addTask {
                await start.wait()
                return try await attempt(runner)
            }
        }
        return try await group.reduce(into: []) { prizes, prize in
            if let prize { prizes.append(prize) }
        }
    }
}

/// Lets nobody pass before all runners have come.
private actor StartingLine {
    private var missing: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(runners: Int) {
        missing = runners
    }

    func wait() async {
        missing -= 1
        guard missing > 0 else {
            for runner in waiting { runner.resume() }
            waiting = []
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }
}
