package import Actions
package import Domain

/// How pages are served, as far as the organisation's own settings do not say.
package struct WebSettings: Sendable {
    /// Answers to its listening address as well, and lifts the limits on requests.
    package let isDevelopment: Bool
    /// Where the server listens; in development a browser may say so in `Host`.
    let listenHost: String
    let trustedProxies: [AddressBlock]
    /// The mailbox on disk that development shows at `/dev/mail`; nil where mails leave.
    let mailbox: DevelopmentMailbox?
    package var rates = RequestRates()
    package var connections = ConnectionCaps()
    var patience = ConnectionPatience()
    /// Reads figures from other machines; nil where only this one may.
    let metricsToken: OperatorToken?
    /// What insiders are told was built.
    let version: String

    /// `trustedProxies` are addresses or blocks such as `10.0.0.0/8`: only from there a forwarded address is believed.
    package init(
        isDevelopment: Bool = false, listenHost: String = "127.0.0.1",
        trustedProxies: [String] = ["127.0.0.0/8", "::1"], mailbox: DevelopmentMailbox? = nil,
        metricsToken: OperatorToken? = nil, version: String = "unknown"
    ) throws(Malformed) {
        self.isDevelopment = isDevelopment
        self.listenHost = listenHost
        self.mailbox = mailbox
        self.metricsToken = metricsToken
        self.version = version
        var blocks: [AddressBlock] = []
        for text in trustedProxies { blocks.append(try AddressBlock(reading: text)) }
        self.trustedProxies = blocks
    }
}
