import Actions
import Domain
import Mail
import Web

/// Everything the process was told, checked.
struct ServiceConfiguration: Sendable {
    enum Environment: String, CaseIterable, Sendable { case development, production }
    enum Renewals: String, CaseIterable, Sendable { case automatic, approval }
    enum Answer: String, CaseIterable, Sendable { case yes, no }

    let environment: Environment
    let dataFolder: String
    let keysFolder: String
    let address: ListenAddress
    let rows: RowsPlace
    let organisation: Organisation
    let blobs: BlobsPlace
    /// Unset: the mailbox on disk.
    let mailServer: SMTPServerAddress?
    let uploadLimits: UploadLimits
    let trustedProxies: [String]
    let rates: RequestRates
    let connections: ConnectionCaps
    /// Whether the clock counts where the records are of a later time.
    let believesClock: Bool

    init(_ reader: SettingsReader) throws {
        environment = try reader.word(.environment)
        dataFolder = try reader.required(.dataFolder)
        keysFolder = try reader.required(.keysFolder)
        address = try ListenAddress(reading: reader.required(.httpAddress))
        trustedProxies = try reader.required(.trustedProxies).split(separator: ",").map { $0.trimmed }
        rows = try RowsPlace(reader)
        blobs = try BlobsPlace(reader)
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
            recordsClients: try reader.word(.recordClients))
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
