import Domain
import NIOSSL

/// Which certificates of a mail server are trusted, read once at the start.
struct SMTPTrust: Sendable {
    private let address: SMTPServerAddress
    private let context: NIOSSLContext

    /// Throws if the file of further authorities cannot be read.
    init(_ address: SMTPServerAddress) throws(Malformed) {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = address.encryption.checksCertificate ? .fullVerification : .none
        do {
            if let file = address.authorityFile {
                // The file's certificates are added to the system's, they do not replace them.
                let certificates = try NIOSSLCertificate.fromPEMFile(file)
                configuration.additionalTrustRoots = [.certificates(certificates)]
            }
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw Malformed("CASECOURIER_SMTP_URL", "The file named by ca= holds no certificates that can be read.")
        }
        self.address = address
    }

    /// For one line. A name is checked against the certificate and sent to the server; of a numeric host the address is
    /// checked.
    func handler() throws -> NIOSSLClientHandler {
        try NIOSSLClientHandler(context: context, serverHostname: address.isNumeric ? nil : address.host)
    }

    /// Such as `TLS 1.3, certificate verified`.
    func description(of version: TLSVersion?) -> String {
        let name =
            switch version {
            case .tlsv13?: "TLS 1.3"
            case .tlsv12?: "TLS 1.2"
            default: "TLS"
            }
        return name + (address.encryption.checksCertificate ? ", certificate verified" : ", certificate not verified")
    }
}
