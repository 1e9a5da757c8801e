/// How many wrong passwords are let pass, for one account and for one place they come from (AU-02).
package struct SignInLimits: Hashable, Sendable {
    /// Wrong ones in a row before anybody has to wait.
    package var freeTries: Int64 = 10
    /// A row is over once this long passed without a failure or a wait.
    package var memory: Duration = .minutes(15)
    package var firstWait: Duration = .minutes(1)
    package var longestWait: Duration = .minutes(15)
    /// From where an account signed in this recently, strangers cannot lock it: only that place's own failures count.
    package var knownPlace: Duration = .days(30)

    /// Mails with another way in to one address: three an hour, ten a day.
    package var mailsAnHour: Int64 = 3
    package var mailsADay: Int64 = 10

    package init() {}

    /// For second factors: after ten wrong ones nothing is tried for a quarter of an hour.
    package static let forFactors: SignInLimits = {
        var limits = SignInLimits()
        limits.firstWait = .minutes(15)
        return limits
    }()

    /// Until when nothing is tried after `failures` in a row, the last of them at `last`; nil if there is no wait. Each
    /// failure beyond the free ones doubles it.
    package func wait(after failures: Int64, last: Moment) -> Moment? {
        guard failures >= freeTries else { return nil }
        let doublings = min(failures - freeTries, 16)
        return last + min(firstWait * (1 << doublings), longestWait)
    }

    /// Whether a failure at `now` begins a new row. A clock that was set back ends no row.
    package func isOver(after failures: Int64, last: Moment, now: Moment) -> Bool {
        now > (wait(after: failures, last: last) ?? last) + memory
    }
}
