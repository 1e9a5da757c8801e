import Foundation

/// The target that CASECOURIER_FUZZ_TARGET names.
private let target: FuzzTarget = {
    let name = getenv("CASECOURIER_FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.named(name) else {
        say("CASECOURIER_FUZZ_TARGET has to be one of \(FuzzTarget.all.map(\.name))")
        exit(64)
    }
    return target
}()

/// One run. A broken property and more than a second of processor time end the process, and libFuzzer keeps the input (RL-07).
@_cdecl("LLVMFuzzerTestOneInput")
public func runOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let begin = processorTime()
    do {
        try target.check(bytes)
    } catch {
        end("\(error)")
    }
    let taken = processorTime() - begin
    if taken > .seconds(1) { end("\(taken) for \(count) bytes") }
    return 0
}

/// An optimised build leaves the words of a precondition out.
private func end(_ why: String) -> Never {
    say("\(target.name): \(why)")
    abort()
}

private func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

private func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
