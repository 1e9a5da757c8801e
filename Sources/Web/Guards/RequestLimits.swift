import Domain

/// How often pages may be asked for, counted in memory (RL-04).
struct RequestLimits: Sendable {
    private let isLifted: Bool
    private let landingByClient: TokenBuckets
    private let landingByLink: TokenBuckets
    private let forgedByClient: TokenBuckets
    private let formsByClient: TokenBuckets
    private let wrongTokensByClient: TokenBuckets

    init(isLifted: Bool, uptime: @escaping @Sendable () -> Duration) {
        self.isLifted = isLifted
        landingByClient = TokenBuckets(size: 60, per: .minutes(1), uptime: uptime)
        landingByLink = TokenBuckets(size: 20, per: .minutes(1), uptime: uptime)
        forgedByClient = TokenBuckets(size: 60, per: .minutes(1), uptime: uptime)
        formsByClient = TokenBuckets(size: 60, per: .minutes(1), uptime: uptime)
        wrongTokensByClient = TokenBuckets(size: 60, per: .minutes(1), uptime: uptime)
    }

    /// How long a client has to wait before it may open another link; nil if it need not.
    func waitToLand(client: String) -> Duration? { isLifted ? nil : landingByClient.take(client) }

    /// The same for one link that is genuine, whoever opens it.
    func waitToLand(link: String) -> Duration? { isLifted ? nil : landingByLink.take(link) }

    /// Counts a forged token against the client that showed it, apart from honest visits.
    func waitAfterForgery(client: String) -> Duration? { isLifted ? nil : forgedByClient.take(client) }

    /// How long a client has to wait before it may send another form of a link: each leaves rows, and the limits on codes are
    /// by address, of which a stranger can invent any number.
    func waitToSend(client: String) -> Duration? { isLifted ? nil : formsByClient.take(client) }

    /// Counts a wrong token of the interface against the client that showed it.
    func waitAfterWrongToken(client: String) -> Duration? { isLifted ? nil : wrongTokensByClient.take(client) }
}
