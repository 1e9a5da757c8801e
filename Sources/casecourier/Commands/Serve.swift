import ArgumentParser

/// `casecourier serve`: the service, until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the service.")

    func run() async throws {
        try await Self.start { _ in }
    }

    /// Opens everything, lets `prepare` say or do what comes first, and serves. Faults of the configuration, the keys or the
    /// data end with a sentence and EX_CONFIG.
    static func start(
        standards: [(Setting, String)] = [], _ prepare: (RunningServer) async throws -> Void
    ) async throws {
        let server: RunningServer
        do {
            let settings = try await SettingsReader(standards: standards)
            let configuration = try ServiceConfiguration(settings)
            LineLog.begin(configuration.logFormat)
            for unknown in settings.unknown { Console.complain(unknown.sentence) }
            let data = try DataFolder(configuration.dataFolder)
            guard case .granted(let lock) = try InstallationAccess(configuration, data: data) else {
                throw ConfigurationFault("Another process has the data folder \(data.path) open.")
            }
            server = try RunningServer(
                configuration, data: data, open: await OpenInstallation(configuration, data: data, lock: lock))
            try await prepare(server)
            try await FirstStart(server).say()
        } catch {
            Console.complain("\(error)")
            throw ExitCode(78)
        }
        try await server.run()
    }
}
