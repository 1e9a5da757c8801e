import Domain

/// How often something may be asked for in a minute; by client address unless it says otherwise.
package struct RequestRates: Hashable, Sendable {
    package var landings = 60
    /// Of one genuine link, too.
    package var landingsOfLink = 20
    package var forgedLinks = 60
    package var forms = 60
    package var signIns = 30
    /// By person.
    package var uploads = 120
    package var wrongTokens = 30

    package init() {}
}

/// Holds requests to their rates (RL-04). Counted in the memory of this process: with several nodes each counts its own,
/// and a restart forgets. What must not be forgotten, guesses at codes and passwords, is counted in rows besides.
struct RequestLimits: Sendable {
    private let isLifted: Bool
    private let hits: LimitHits
    private let landings: TokenBuckets
    private let landingsOfLink: TokenBuckets
    private let forgedLinks: TokenBuckets
    private let forms: TokenBuckets
    private let signIns: TokenBuckets
    private let uploads: TokenBuckets
    private let wrongTokens: TokenBuckets

    init(
        _ rates: RequestRates = RequestRates(), isLifted: Bool, hits: LimitHits,
        uptime: @escaping @Sendable () -> Duration
    ) {
        self.isLifted = isLifted
        self.hits = hits
        let perMinute = { TokenBuckets(size: $0, per: .minutes(1), uptime: uptime) }
        landings = perMinute(rates.landings)
        landingsOfLink = perMinute(rates.landingsOfLink)
        forgedLinks = perMinute(rates.forgedLinks)
        forms = perMinute(rates.forms)
        signIns = perMinute(rates.signIns)
        uploads = perMinute(rates.uploads)
        wrongTokens = perMinute(rates.wrongTokens)
    }

    /// How long a client has to wait before it may open another link; nil if it need not.
    func waitToLand(client: String) -> Duration? { wait(.landingsOfClient, landings, client) }

    /// The same for one link that is genuine. Never by link alone: a stranger who holds it could keep its recipient out.
    func waitToLand(link: String, client: String) -> Duration? {
        wait(.landingsOfLink, landingsOfLink, client + " " + link)
    }

    /// Counts a forged token against the client that showed it, apart from honest visits.
    func waitAfterForgery(client: String) -> Duration? { wait(.forgedLinks, forgedLinks, client) }

    /// How long a client has to wait before it may send another form of a link: each leaves rows, and the limits on codes are
    /// by address, of which a stranger can invent any number.
    func waitToSend(client: String) -> Duration? { wait(.forms, forms, client) }

    /// How long a client has to wait before another password of it is looked at: so that one place cannot fill the queue of
    /// the hasher, whatever the rows about failures say.
    func waitToSignIn(client: String) -> Duration? { wait(.signIns, signIns, client) }

    /// How long a person has to wait before another file of theirs is taken in.
    func waitToUpload(person: String) -> Duration? { wait(.uploads, uploads, person) }

    /// Counts a token of the interface that opened nothing against the client that showed it.
    func waitAfterWrongToken(client: String) -> Duration? { wait(.wrongTokens, wrongTokens, client) }

    private func wait(_ limit: Limit, _ buckets: TokenBuckets, _ key: String) -> Duration? {
        guard !isLifted, let wait = buckets.take(key) else { return nil }
        hits.note(limit)
        return wait
    }
}
