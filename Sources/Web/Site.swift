package import Actions
import Domain

/// One organisation's pages: what every handler works with.
package struct Site: Sendable {
    package let installation: Installation
    package let settings: WebSettings
    let pages: PageRenderer
    let prepared: PreparedPages
    let limits: RequestLimits
    package let limitHits = LimitHits()
    let connections: OpenConnections
    let cookies: CookieNames
    let underWay = RequestsUnderWay()
    let requests = RequestFigures()
    let streams = EventStreams()
    var transferPace = TransferPace()

    /// Reads the templates that the binary carries; throws when one cannot be read.
    package init(_ installation: Installation, settings: WebSettings) throws {
        self.installation = installation
        self.settings = settings
        pages = try PageRenderer()
        prepared = PreparedPages(pages, of: installation.organisation)
        let uptime = { @Sendable in installation.uptime() }
        limits = RequestLimits(
            settings.rates, isLifted: settings.isDevelopment, hits: limitHits, uptime: uptime)
        connections = OpenConnections(settings.connections, proxies: settings.trustedProxies, hits: limitHits)
        cookies = CookieNames(isSecure: installation.organisation.isSecure)
    }

    var organisation: Organisation { installation.organisation }
}

extension Organisation {
    /// Whether browsers reach it by https only; plain http is for development.
    var isSecure: Bool { origin.hasPrefix("https://") }
}
