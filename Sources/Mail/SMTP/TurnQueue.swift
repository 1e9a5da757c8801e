/// A fixed number of places, taken in the order of asking.
actor TurnQueue {
    private var free: Int
    private var waiting: [(number: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    private var lastNumber = 0

    init(places: Int) { free = places }

    /// Waits for a place. False if the task was cancelled first; then no place is held.
    func take() async -> Bool {
        if Task.isCancelled { return false }
        if free > 0 {
            free -= 1
            return true
        }
        lastNumber += 1
        let number = lastNumber
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // The task may have been cancelled before there was anything to call off.
                if Task.isCancelled { return continuation.resume(returning: false) }
                waiting.append((number, continuation))
            }
        } onCancel: {
            Task { await self.callOff(number) }
        }
    }

    func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().continuation.resume(returning: true) }
    }

    private func callOff(_ number: Int) {
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting.remove(at: index).continuation.resume(returning: false)
    }
}
