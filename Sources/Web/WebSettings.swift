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

    /// `trustedProxies` are addresses or blocks such as `10.0.0.0/8`: only from there a forwarded address is believed.
    package init(
        isDevelopment: Bool = false, listenHost: String = "127.0.0.1",
        trustedProxies: [String] = ["127.0.0.0/8", "::1"], mailbox: DevelopmentMailbox? = nil
    ) throws(Malformed) {
        self.isDevelopment = isDevelopment
        self.listenHost = listenHost
        self.mailbox = mailbox
        var blocks: [AddressBlock] = []
        for text in trustedProxies { blocks.append(try AddressBlock(reading: text)) }
        self.trustedProxies = blocks
    }
}
