import NIOCore

/// What one connection is at, and until when it may go on like that: the rules of RL-01 as a pure machine.
///
/// A sender of content has credit: some time at the beginning, more for each byte, less for each moment that we wait for it.
/// Time that we take ourselves costs nothing, since then nothing is waited for.
struct ConnectionPace: Sendable {
    /// Why a connection ends.
    enum Reason: Hashable, Sendable {
        case slowHeader
        case slowContent
        case idle
        case stalled
    }

    enum Verdict: Hashable, Sendable {
        /// Not before this moment need it be looked at again.
        case good(until: NIODeadline)
        case over(Reason)
    }

    private enum Incoming {
        /// Nothing of a next request has come.
        case nothing
        case header(since: NIODeadline)
        case content(credit: Int64)
        /// Given up: only the farewell is waited for.
        case ended(at: NIODeadline)
    }

    private let patience: ConnectionPatience
    private var incoming = Incoming.nothing
    private(set) var unanswered = 0
    private var quietSince: NIODeadline
    /// Since when the other end is waited for; nil while we have enough to do.
    private var waitingSince: NIODeadline?
    private var written: Int64 = 0
    private var stalled: (left: Int64, since: NIODeadline)?

    init(_ patience: ConnectionPatience, now: NIODeadline) {
        self.patience = patience
        quietSince = now
    }

    /// Since when the connection does nothing for anybody and could give way to another; nil while it is of use.
    var idleSince: NIODeadline? {
        guard unanswered == 0 else { return nil }
        switch incoming {
        case .nothing: return quietSince
        case .header(let since): return since
        case .ended: return quietSince
        case .content: return nil
        }
    }

    /// We are ready for more.
    mutating func waits(now: NIODeadline) { if waitingSince == nil { waitingSince = now } }

    /// Bytes came, before anybody looked what they are.
    mutating func came(_ bytes: Int, now: NIODeadline) {
        quietSince = now
        defer { waitingSince = nil }
        guard case .content(let credit) = incoming else { return }
        let waited = waitingSince.map { (now - $0).nanoseconds } ?? 0
        let earned = Int64(bytes) * (1_000_000_000 / max(1, patience.slowestContent))
        incoming = .content(credit: min(patience.longestSilence.nanoseconds, credit - waited + earned))
    }

    /// Bytes came that completed no header.
    mutating func headerGoesOn(now: NIODeadline) {
        if case .nothing = incoming { incoming = .header(since: now) }
    }

    mutating func headerCame() {
        unanswered += 1
        incoming = .content(credit: patience.contentGrace.nanoseconds)
    }

    mutating func contentEnded() { incoming = .nothing }

    mutating func wrote(_ bytes: Int) { written &+= Int64(bytes) }

    mutating func answered(now: NIODeadline) {
        unanswered = max(0, unanswered - 1)
        quietSince = now
    }

    /// The sender was told that it is too slow; it has a moment to read that.
    mutating func giveUp(now: NIODeadline) { incoming = .ended(at: now + patience.farewell) }

    /// Nothing more will be answered; what is still on its way is taken for a while.
    mutating func lingers(now: NIODeadline) {
        unanswered = 0
        incoming = .ended(at: now + patience.linger)
    }

    /// When the connection has to be looked at, as far as what comes in tells.
    func due(now: NIODeadline) -> NIODeadline { min(end?.at ?? now + patience.look, now + patience.idle) }

    /// `buffered` are the bytes of answers that the system has not taken yet.
    mutating func verdict(buffered: Int, now: NIODeadline) -> Verdict {
        let due = dueOfAnswer(buffered: Int64(buffered), now: now)
        if let due, due <= now { return .over(.stalled) }
        let busy = now + patience.look
        guard let end, due == nil || end.reason != .idle else { return .good(until: min(busy, due ?? busy)) }
        return end.at <= now ? .over(end.reason) : .good(until: min(end.at, due ?? end.at))
    }

    /// When the other end will have taken too long; nil while nothing is asked of it.
    private var end: (at: NIODeadline, reason: Reason)? {
        switch incoming {
        case .ended(let end): (end, .slowContent)
        case .header(let since): (since + patience.header, .slowHeader)
        case .content(let credit): waitingSince.map { ($0 + .nanoseconds(credit), .slowContent) }
        case .nothing: unanswered == 0 ? (quietSince + patience.idle, .idle) : nil
        }
    }

    /// When an answer of which nothing leaves will have waited for too long; nil if nothing waits.
    private mutating func dueOfAnswer(buffered: Int64, now: NIODeadline) -> NIODeadline? {
        guard buffered > 0 else {
            stalled = nil
            return nil
        }
        let left = written &- buffered
        if let stalled, stalled.left == left { return stalled.since + patience.stall }
        stalled = (left, now)
        return now + patience.stall
    }
}
