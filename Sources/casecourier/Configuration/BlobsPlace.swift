import Blobs
import Domain

/// Where sealed files go: into the data folder, or into a bucket.
enum BlobsPlace: Sendable {
    case dataFolder
    case bucket(S3Location, S3Access)

    init(_ reader: SettingsReader) throws {
        guard let url = reader.text(.blobsURL) else {
            self = .dataFolder
            return
        }
        do {
            self = .bucket(try S3Location(reading: url), try Self.access(reader))
        } catch let malformed as Malformed {
            let setting: Setting =
                switch malformed.field {
                case "region": .awsRegion
                case "endpoint": reader.text(.awsS3Endpoint) == nil ? .awsEndpoint : .awsS3Endpoint
                default: .blobsURL
                }
            throw ConfigurationFault("\(setting.variable): \(malformed.remedy)")
        }
    }

    private static func access(_ reader: SettingsReader) throws -> S3Access {
        let endpoint = reader.text(.awsS3Endpoint) ?? reader.text(.awsEndpoint)
        let region = reader.text(.awsRegion) ?? reader.text(.awsDefaultRegion)
        guard let region = region ?? (endpoint == nil ? nil : "us-east-1") else {
            throw ConfigurationFault("\(Setting.blobsURL.variable) is set: set \(Setting.awsRegion.variable) too.")
        }
        return try S3Access(
            endpoint: endpoint, region: region,
            credentials: S3Credentials(
                accessKey: try credential(.awsAccessKey, reader), secret: try credential(.awsSecret, reader),
                sessionToken: reader.text(.awsSessionToken)))
    }

    private static func credential(_ setting: Setting, _ reader: SettingsReader) throws -> String {
        guard let text = reader.text(setting) else {
            throw ConfigurationFault("\(Setting.blobsURL.variable) is set: set \(setting.variable) too.")
        }
        // It stands in a header of every request.
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw ConfigurationFault("\(setting.variable) has characters that no such value has.")
        }
        return text
    }
}
