import Domain
import HTTPTypes
import Hummingbird

/// A request that ends without its handler's own answer: thrown by guards and handlers, shown as a page.
struct Refusal: Error {
    let problem: Problem
    var headers: HTTPFields = [:]
    /// Whether what is left of the request is not worth reading: the connection ends with the answer.
    var closesConnection = false

    init(_ problem: Problem, headers: HTTPFields = [:], closesConnection: Bool = false) {
        self.problem = problem
        self.headers = headers
        self.closesConnection = closesConnection
    }

    static let notFound = Refusal(.notFound(incident: nil))

    /// The form did not come from a page of ours in this browser.
    static let staleForm = Refusal(.staleForm)

    /// In the usual words for this status.
    static func status(_ status: Int, closesConnection: Bool = false) -> Refusal {
        Refusal(.of(status: status, incident: nil), closesConnection: closesConnection)
    }

    /// 429: not before `moment`. Pages name the next full minute, since they show no seconds.
    static func tooMany(until moment: Moment, now: Moment, wayOn: Problem.WayOn? = nil) -> Refusal {
        tooMany(until: moment, now: now) { .tooManyRequests(tryAgain: $0, wayOn: wayOn) }
    }

    /// 429 in words of its own.
    static func tooMany(until moment: Moment, now: Moment, _ problem: (When) -> Problem) -> Refusal {
        let seconds = max(1, (moment - now).wholeMilliseconds / 1000 + 1)
        return Refusal(problem(When(moment.fullMinute)), headers: [.retryAfter: "\(seconds)"])
    }

    func closing() -> Refusal {
        var refusal = self
        refusal.closesConnection = true
        return refusal
    }
}

/// Nobody is signed in where somebody has to be.
struct SignInNeeded: Error {
    /// The path to come back to; `/` after anything but a page.
    let path: String
    /// Where to sign in.
    let door: String

    init(_ request: Request) {
        door = request.uri.path == "/portal" || request.uri.path.hasPrefix("/portal/") ? "/portal/sign-in" : "/sign-in"
        path = request.method == .get ? request.uri.path : "/"
    }
}
