import Actions
import Domain
import Logging
import Mail
import SQL
import ServiceLifecycle
import UnixSignals
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
            let host = configuration.organisation.host.split(separator: ":").first.map(String.init) ?? "localhost"
            var smtp = SMTPTransport.Configuration(server: server, clientName: host)
            // Shorter than the lease of a letter, or another worker would send it a second time.
            smtp.deadlines.content = .seconds(240)
            transport = try SMTPTransport(configuration: smtp)
            mailbox = nil
        } else {
            let folder = MailboxFolder(folder: data.mailbox)
            transport = folder
            mailbox = folder
        }
    }

    /// Runs until SIGTERM or SIGINT; what is under way may end for up to half a minute.
    func run() async throws {
        let site = try Site(open.installation, settings: settings())
        let web = WebServer.application(
            site, host: configuration.address.host, port: configuration.address.port)
        let services: [any Service] =
            controlSocket + keepReserve + [
                open.installation.visits, DeliverOutbox(open.installation, transport: transport),
                Sweep(open.installation), WatchKeys(open.installation.keys),
                ClockWatch(open.installation, world: open.world), web,
            ]
        var group = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "services"))
        group.maximumGracefulShutdownDuration = .seconds(30)
        try await ServiceGroup(configuration: group).run()
        try await open.database.close()
    }

    private func settings() throws -> WebSettings {
        var settings = try WebSettings(
            isDevelopment: configuration.environment == .development, listenHost: configuration.address.host,
            trustedProxies: configuration.trustedProxies, mailbox: mailbox.map(DevelopmentMailbox.init))
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
