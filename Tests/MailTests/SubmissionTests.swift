import Domain
import Foundation
import Testing

@testable import Mail

/// Encryption and sign-in against a real server (aiosmtpd).
struct SubmissionTests {
    private static let account = "casecourier:p%C3%A4ss%20w%C3%B6rd@"

    @Test("STARTTLS with a checked certificate, then AUTH PLAIN or LOGIN", arguments: ["auth", "login"])
    func startTLS(method: String) async throws {
        let server = try await Server(["starttls", "auth"] + (method == "login" ? ["login"] : []))
        let url = "smtp://\(Self.account)127.0.0.1:\(server.port)?tls=required&ca=\(server.certificate.certificate)"
        let attempt = try await transport(url, patience: .seconds(10)).deliver(try sampleMail())
        guard case .accepted(let acceptance) = attempt else { throw Unexpected(attempt) }
        #expect(acceptance.security == "TLS 1.3, certificate verified")
        #expect(!acceptance.promisesReports)
        #expect(server.program.said.contains { $0.hasPrefix("mail 1 bounces@example.com rita@example.org True") })
    }

    @Test("Implicit TLS by name and by address")
    func implicitTLS() async throws {
        let server = try await Server(["implicit", "auth"])
        for host in ["127.0.0.1", "localhost"] {
            let url = "smtps://\(Self.account)\(host):\(server.port)?ca=\(server.certificate.certificate)"
            let attempt = try await transport(url, patience: .seconds(10)).deliver(try sampleMail())
            guard case .accepted(let acceptance) = attempt else { throw Unexpected(attempt) }
            #expect(acceptance.security == "TLS 1.3, certificate verified")
        }
    }

    @Test("A certificate that is not trusted, or names another host, gets no mail and no password")
    func untrusted() async throws {
        let server = try await Server(["starttls", "auth"])
        let implicit = try await Server(["implicit", "auth"])
        let misnamed = try await Server(["starttls", "auth"], name: "other.test")
        for url in [
            "smtp://\(Self.account)127.0.0.1:\(server.port)?tls=required",
            "smtps://\(Self.account)127.0.0.1:\(implicit.port)",
            "smtp://\(Self.account)localhost:\(misnamed.port)?tls=required&ca=\(misnamed.certificate.certificate)",
        ] {
            let attempt = try await transport(url, patience: .seconds(10)).deliver(try sampleMail())
            guard case .delayed(let reason) = attempt else { throw Unexpected(attempt) }
            #expect(reason.sentence == LineFault.tlsFailed.sentence)
        }
        #expect(
            !(server.program.said + implicit.program.said + misnamed.program.said).contains { $0.hasPrefix("mail") })
    }

    @Test("On this machine TLS is used where it is offered, without a check")
    func opportunistic() async throws {
        let server = try await Server(["starttls"])
        let attempt = try await transport("smtp://127.0.0.1:\(server.port)", patience: .seconds(10))
            .deliver(try sampleMail())
        guard case .accepted(let acceptance) = attempt else { throw Unexpected(attempt) }
        #expect(acceptance.security == "TLS 1.3, certificate not verified")
    }

    @Test("A wrong password delays the mail and says so; it is not the recipient's fault")
    func wrongPassword() async throws {
        let server = try await Server(["auth"])
        let url = "smtp://casecourier:wrong@127.0.0.1:\(server.port)?tls=none"
        let attempt = try await transport(url, patience: .seconds(10)).deliver(try sampleMail())
        guard case .delayed(let reason) = attempt else { throw Unexpected(attempt) }
        #expect(reason.code == 535)
        #expect(reason.sentence == "The mail server did not accept our sign-in.")
    }

    @Test("MH-06: dots, 8-bit text and addresses beyond ASCII arrive as they were written")
    func wholeAndUnchanged() async throws {
        let server = try await Server([])
        let transport = try transport("smtp://127.0.0.1:\(server.port)?tls=none", patience: .seconds(10))
        let text = "Subject: ünï\r\n\r\n.\r\n..\r\n.dot\r\nText ✓\r\n.\r\n"
        for recipient in ["rita@example.org", "ríta@éxample.org"] {
            let attempt = await transport.deliver(try sampleMail(to: recipient, text: text))
            guard case .accepted = attempt else { throw Unexpected(attempt) }
        }
        for number in 1...2 {
            let kept = try Data(contentsOf: server.folder.url.appending(path: "\(number).eml"))
            #expect(Array(kept) == Array(text.utf8))
        }
        let said = server.program.said.filter { $0.hasPrefix("mail") }
        #expect(said.count == 2)
        #expect(said.allSatisfy { $0.contains("SMTPUTF8") && $0.contains("BODY=8BITMIME") && $0.contains("SIZE=") })
    }

    /// aiosmtpd with a folder and a certificate of its own.
    private struct Server {
        let folder: TemporaryFolder
        let certificate: TestCertificate
        let program: PythonProgram
        let port: Int

        init(_ words: [String], name: String = "localhost") async throws {
            folder = try TemporaryFolder()
            certificate = try TestCertificate(in: folder, name: name)
            let files = ["cert=\(certificate.certificate)", "key=\(certificate.key)"]
            program = try await PythonProgram("submission.py", [folder.url.path] + words + files)
            port = try #require(program.ports["main"])
        }
    }
}
