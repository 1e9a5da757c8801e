import Synchronization

/// The limits of this process that requests and connections can run into.
package enum Limit: String, CaseIterable, Hashable, Sendable {
    case landingsOfClient = "landings_client"
    case landingsOfLink = "landings_link"
    case forgedLinks = "forged_links"
    case forms
    case signIns = "sign_ins"
    case uploads
    case wrongTokens = "wrong_tokens"
    case connectionsInAll = "connections"
    case connectionsOfAddress = "connections_address"
    case slowHeader = "slow_header"
    case slowContent = "slow_content"
    case idle
    case stalled

    init(_ reason: ConnectionPace.Reason) {
        switch reason {
        case .slowHeader: self = .slowHeader
        case .slowContent: self = .slowContent
        case .idle: self = .idle
        case .stalled: self = .stalled
        }
    }
}

/// How often each limit was run into since the start: for the figures an operator looks at.
package final class LimitHits: Sendable {
    private let counts = Mutex<[Limit: Int64]>([:])

    package init() {}

    /// Since the start; 0 for one that was never reached.
    package func count(_ limit: Limit) -> Int64 { counts.withLock { $0[limit, default: 0] } }

    func note(_ limit: Limit) { counts.withLock { $0[limit, default: 0] &+= 1 } }
}
