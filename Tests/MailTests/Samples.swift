import Domain
import Foundation
import Testing

@testable import Mail

/// A short mail for tests.
func sampleMail(
    to recipient: String = "rita@example.org", from sender: String = "bounces@example.com",
    text: String = "Subject: hello\r\n\r\nhello\r\n.\r\n..two\r\n", envelopeID: String? = "env-1", reports: Bool = true
) throws -> OutgoingMail {
    try OutgoingMail(
        sender: EmailAddress(reading: sender), recipient: EmailAddress(reading: recipient), octets: Array(text.utf8),
        envelopeID: envelopeID, asksForReports: reports)
}

/// A transport to `url` that loses patience quickly.
func transport(
    _ url: String, patience: Duration = .seconds(2),
    change: (inout SMTPTransport.Configuration) -> Void = { _ in }
) throws -> SMTPTransport {
    var configuration = SMTPTransport.Configuration(
        server: try SMTPServerAddress(reading: url), clientName: "updates.example.com")
    configuration.deadlines.connect = .seconds(5)
    configuration.deadlines.greeting = patience
    configuration.deadlines.command = patience
    configuration.deadlines.content = patience
    change(&configuration)
    return try SMTPTransport(configuration: configuration)
}

/// A folder of its own, gone afterwards.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "casecourier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }
}

/// Runs a program of the system to its end.
@discardableResult
func run(_ program: String, _ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.environment = ProcessInfo.processInfo.environment.merging(
        ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], uniquingKeysWith: { $1 })
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
}

/// A certificate for `localhost` and 127.0.0.1 that nobody trusts unless told to.
struct TestCertificate {
    let certificate: String
    let key: String

    init(in folder: TemporaryFolder, name: String = "localhost") throws {
        let names = name == "localhost" ? "DNS:localhost,IP:127.0.0.1" : "DNS:\(name)"
        certificate = folder.path("cert.pem")
        key = folder.path("key.pem")
        let status = try run(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2", "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)", "-keyout", key, "-out",
            certificate)
        try #require(status == 0, "openssl is needed (Tests/packages.txt)")
    }
}
