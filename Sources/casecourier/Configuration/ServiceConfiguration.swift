import Actions
import Cryptography
import Domain
import Mail
import Web

/// Everything the process was told, checked.
struct ServiceConfiguration: Sendable {
    enum Environment: String, CaseIterable, Sendable { case development, production }
    enum Renewals: String, CaseIterable, Sendable { case automatic, approval }
    enum IdentityVerification: String, CaseIterable, Sendable { case optional, asked }
    enum SecondFactorPolicy: String, CaseIterable, Sendable { case optional, required }
    enum Answer: String, CaseIterable, Sendable { case yes, no }

    let environment: Environment
    let dataFolder: String
    let keysFolder: String
    let address: ListenAddress
    let rows: RowsPlace
    let organisation: Organisation
    let signInProvider: SignInProvider?
    let blobs: BlobsPlace
    /// Unset: the mailbox on disk.
    let mailServer: SMTPServerAddress?
    let uploadLimits: UploadLimits
    let trustedProxies: [String]
    let rates: RequestRates
    let connections: ConnectionCaps
    /// Whether the clock counts where the records are of a later time.
    let believesClock: Bool
    let logFormat: LogLine.Format
    let metricsToken: OperatorToken?
    let diskReserve: Int64
    let shutdown: ShutdownPatience

    init(_ reader: SettingsReader) throws {
        environment = try reader.word(.environment)
        dataFolder = try reader.required(.dataFolder)
        keysFolder = try reader.required(.keysFolder)
        address = try ListenAddress(reading: reader.required(.httpAddress))
        trustedProxies = try reader.required(.trustedProxies).split(separator: ",").map { $0.trimmed }
        rows = try RowsPlace(reader)
        blobs = try BlobsPlace(reader)
        let usualFormat: LogLine.Format = environment == .production ? .json : .text
        logFormat = reader.text(.logFormat) == nil ? usualFormat : try reader.word(.logFormat)
        metricsToken = try Self.metricsToken(reader)
        diskReserve = try reader.number(.diskReserveMebibytes, in: 0...1_048_576) * 1_048_576
        shutdown = ShutdownPatience(
            notice: .seconds(try reader.number(.shutdownNoticeSeconds, in: 0...300)),
            transfers: .seconds(try reader.number(.shutdownSeconds, in: 0...3600)))
        mailServer = try Self.mailServer(reader)
        rates = try RequestRates(reader)
        connections = try ConnectionCaps(reader)
        var limits = UploadLimits()
        limits.fileSize = try reader.number(.largestUploadMebibytes, in: 1...1_048_576) * 1_048_576
        limits.bytesADay = try reader.number(.uploadsPerDayGibibytes, in: 1...1_048_576) << 30
        limits.bytesInDrafts = try reader.number(.draftsGibibytes, in: 1...1_048_576) << 30
        uploadLimits = limits
        believesClock = try reader.word(.believeClock) == Answer.yes
        organisation = try Self.organisation(reader, address: address)
        signInProvider = try SignInProvider(
            reader, origin: organisation.origin, isProduction: environment == .production)
        if environment == .production { try refuseWhatOnlyDevelopmentMay(reader) }
    }

    private static func organisation(_ reader: SettingsReader, address: ListenAddress) throws -> Organisation {
        return Organisation(
            name: try reader.required(.organisationName), discreetName: try reader.required(.mailName),
            contact: reader.text(.organisationContact) ?? "",
            origin: try PublicURL(reading: reader.text(.publicURL) ?? "http://\(address.reachable)").origin,
            mailFrom: try mailFrom(reader),
            longestLinkLifetime: try reader.number(.longestLinkLifetimeDays, in: 1...90) * 86_400,
            renewsAutomatically: try renewals(reader) == .automatic,
            recordsClients: try reader.word(.recordClients),
            requiresSecondFactor: try secondFactor(reader) == .required,
            mailsNotifications: try mailsNotifications(reader),
            asksForCode: try identityVerification(reader) == .asked,
            undoWindow: .seconds(try reader.number(.undoSeconds, in: 0...300)), caseRetention: try caseRetention(reader)
        )
    }

    private static func caseRetention(_ reader: SettingsReader) throws -> RetentionMonths? {
        guard reader.text(.caseRetentionMonths) != nil else { return nil }
        return RetentionMonths(stored: try reader.number(.caseRetentionMonths, in: RetentionMonths.bounds))
    }

    private static func metricsToken(_ reader: SettingsReader) throws -> OperatorToken? {
        guard let text = reader.text(.metricsToken) else { return nil }
        guard let token = OperatorToken(text) else {
            throw ConfigurationFault(
                "\(Setting.metricsToken.variable) has to have at least 20 characters, and no spaces.")
        }
        return token
    }

    private static func secondFactor(_ reader: SettingsReader) throws -> SecondFactorPolicy {
        try reader.word(.secondFactor)
    }

    private static func mailsNotifications(_ reader: SettingsReader) throws -> Bool {
        try reader.word(.notificationMails) == Answer.yes
    }

    private static func identityVerification(_ reader: SettingsReader) throws -> IdentityVerification {
        try reader.word(.identityVerification)
    }

    private static func renewals(_ reader: SettingsReader) throws -> Renewals { try reader.word(.renewals) }

    private static func mailServer(_ reader: SettingsReader) throws -> SMTPServerAddress? {
        guard let url = reader.text(.smtpURL) else { return nil }
        do {
            return try SMTPServerAddress(reading: url)
        } catch {
            throw ConfigurationFault("\(Setting.smtpURL.variable): \(error.remedy)")
        }
    }

    /// How mails are handed to `server`: `patience`, where given, holds for every stage before the mail itself.
    func mailTransport(to server: SMTPServerAddress, patience: Duration? = nil) -> SMTPTransport.Configuration {
        let host = organisation.host.split(separator: ":").first.map(String.init) ?? "localhost"
        var transport = SMTPTransport.Configuration(server: server, clientName: host)
        // Shorter than the lease of a letter, or another worker would send it a second time.
        transport.deadlines.content = .seconds(240)
        if let patience {
            transport.deadlines.connect = patience
            transport.deadlines.greeting = patience
            transport.deadlines.command = patience
        }
        return transport
    }

    private static func mailFrom(_ reader: SettingsReader) throws -> EmailAddress {
        let text = try reader.required(.mailFrom)
        do {
            return try EmailAddress(reading: text)
        } catch {
            throw ConfigurationFault("\(Setting.mailFrom.variable): \(error.remedy)")
        }
    }

    private func refuseWhatOnlyDevelopmentMay(_ reader: SettingsReader) throws {
        guard reader.text(.publicURL) != nil, organisation.origin.hasPrefix("https://") else {
            throw ConfigurationFault(
                "In production \(Setting.publicURL.variable) has to begin with https://, so that codes and cookies "
                    + "cannot be read on the way.")
        }
        guard !organisation.contact.isEmpty else {
            throw ConfigurationFault(
                "In production \(Setting.organisationContact.variable) is needed: recipients must find somebody to call."
            )
        }
        guard mailServer != nil else {
            throw ConfigurationFault("In production \(Setting.smtpURL.variable) is needed: mails have to leave.")
        }
    }
}
