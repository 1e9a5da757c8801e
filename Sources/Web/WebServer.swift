import HTTPTypes
package import Hummingbird
import HummingbirdCore
package import Logging

/// The HTTP server as a service: HTTP/1.1, to be put behind a proxy that speaks TLS.
package enum WebServer {
    /// Listens on `host` and `port` once it runs; port 0 takes any free one. `onRunning` is called once requests are taken.
    package static func application(
        _ site: Site, host: String, port: Int, logger: Logger = Logger(label: "web"),
        onRunning: @escaping @Sendable () async -> Void = {}
    ) -> some ApplicationProtocol {
        Application(
            responder: RequestTasks(base: router(site).buildResponder()),
            server: .watched(
                http(SecurityHeaders(organisation: site.organisation).fields), connections: site.connections,
                patience: site.settings.patience),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "CaseCourier", backlog: 4096),
            onServerRunning: { _ in await onRunning() }, logger: logger)
    }

    static func router(_ site: Site) -> Router<SiteContext> {
        let routes = Routes.all(site)
        let router = Router(context: SiteContext.self)
        router.add(middleware: UnreadContent())
        router.add(middleware: RequestLog(site))
        router.add(middleware: SecurityHeaders(organisation: site.organisation))
        router.add(middleware: ProblemAnswers(site: site, routes: routes))
        router.add(middleware: HostGuard(site))
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await route.answer(request, context)
            }
        }
        return router
    }

    /// Headers of at most 16 KiB and 100 fields (RL-06). How long a connection may take is its watch's to say.
    private static func http(_ policies: HTTPFields) -> HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [UnreadableRequest(policies: policies)],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16_384, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100))
    }
}
