import Actions
import Domain
import Logging
import Mail
import SQL
import ServiceLifecycle
import Web

/// The server with everything that runs beside it, from opening the data to the last byte of the shutdown.
struct RunningServer: Sendable {
    let configuration: ServiceConfiguration
    let data: DataFolder
    let open: OpenInstallation
    private let mailbox: MailboxFolder?
    private let transport: any MailTransport

    init(_ configuration: ServiceConfiguration, data: DataFolder, open: OpenInstallation) throws {
        self.configuration = configuration
        self.data = data
        self.open = open
        if let server = configuration.mailServer {
            transport = try SMTPTransport(configuration: configuration.mailTransport(to: server))
            mailbox = nil
        } else {
            let folder = MailboxFolder(folder: data.mailbox)
            transport = folder
            mailbox = folder
        }
    }

    /// Runs until SIGTERM or SIGINT. Services are told to stop from the last to the first, each when the one before has ended.
    func run() async throws {
        let site = try Site(open.installation, settings: settings())
        let web = WebServer.application(
            site, host: configuration.address.host, port: configuration.address.port, onRunning: Supervisor.ready)
        let (shutdown, vitals) = (configuration.shutdown, open.installation.vitals)
        let services: [any Service] =
            controlSocket + keepReserve + [
                open.installation.ends, open.installation.visits, WatchKeys(open.installation.keys),
                WatchVitals(open.installation, folder: data.path, diskReserve: configuration.diskReserve),
                DeliverOutbox(open.installation, transport: transport), Sweep(open.installation),
                ClockWatch(open.installation, world: open.world),
                BoundedShutdown(service: web, patience: shutdown.transfers),
                Farewell(vitals: vitals, notice: shutdown.notice),
            ]
        var group = ServiceGroupConfiguration(services: services, logger: Logger(label: "services"))
        group.maximumGracefulShutdownDuration = shutdown.altogether
        do {
            try await Signals(group: ServiceGroup(configuration: group)).run()
        } catch {
            try? await open.database.close()
            throw error
        }
        try await open.database.close()
    }

    private func settings() throws -> WebSettings {
        var settings = try WebSettings(
            isDevelopment: configuration.environment == .development, listenHost: configuration.address.host,
            trustedProxies: configuration.trustedProxies, mailbox: mailbox.map(DevelopmentMailbox.init),
            metricsToken: configuration.metricsToken, version: CaseCourier.version)
        settings.rates = configuration.rates
        settings.connections = configuration.connections
        settings.connections.inAll = OpenFiles.connections(of: settings.connections.inAll, limit: OpenFiles.raise())
        if settings.connections.inAll < configuration.connections.inAll {
            Logger(label: "web").warning(
                "The system lets this process open fewer files than \(Setting.mostConnections.variable) needs.",
                metadata: ["connections": "\(settings.connections.inAll)"])
        }
        return settings
    }

    private var keepReserve: [any Service] { open.reserve.map { [KeepReserve($0)] } ?? [] }

    /// For the commands that cannot open the file while this process has it; others connect to the database themselves.
    private var controlSocket: [any Service] {
        guard open.lock != nil else { return [] }
        let operations = Operations(installation: open.installation, keyring: open.keyring)
        return [ControlSocket(path: data.controlSocket) { await operations.perform($0) }]
    }
}
