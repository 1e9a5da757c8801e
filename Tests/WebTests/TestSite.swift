import Actions
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import TestSupport

@testable import Web

/// A whole site over a real installation, asked through the framework's test client.
struct TestSite: Sendable {
    let test: TestInstallation
    let site: Site
    let log: LogRecorder

    /// The test client always says `localhost`: in production the site's name is that.
    init(
        production: Bool = false, origin: String? = nil, clients: ClientRecording = .full, proxies: [String] = [],
        pace: TransferPace = TransferPace(), metricsToken: OperatorToken? = nil,
        undoWindow: Duration = .zero, attachedLimit: Int64 = 10 * 1_048_576,
        adjust: (inout Installation) -> Void = { _ in }
    ) async throws {
        let firm = Organisation(
            name: "Harbour & Quay Investigations", contact: "+44 20 7946 0000, office@firm.example",
            origin: origin ?? (production ? "https://localhost" : "http://localhost:8080"),
            mailFrom: try EmailAddress(reading: "updates@firm.example"), recordsClients: clients,
            undoWindow: undoWindow, attachedLimit: attachedLimit)
        test = try await TestInstallation(organisation: firm, adjust: adjust)
        var site = try Site(
            test.installation,
            settings: WebSettings(
                isDevelopment: !production, trustedProxies: proxies, metricsToken: metricsToken))
        site.transferPace = pace
        self.site = site
        log = LogRecorder()
    }

    /// Runs `body` with one browser, straight at the router, or over a socket with `.live`.
    func visit<Result: Sendable>(
        _ setup: TestingSetup = .router, _ body: @escaping @Sendable (Browser) async throws -> Result
    ) async throws -> Result {
        let application = WebServer.application(site, host: "127.0.0.1", port: 0, logger: log.logger)
        return try await application.test(setup) { client in try await body(Browser(client, site.cookies)) }
    }
}

extension TestSite {
    /// Pages over another installation than that of `test`.
    init(test: TestInstallation, site: Site, log: LogRecorder) {
        self.test = test
        self.site = site
        self.log = log
    }
}
