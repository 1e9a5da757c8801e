import Foundation
import Testing

/// A real Postfix in a folder of its own, on high ports of this machine.
///
/// `ok@local.test` and `bounces@local.test` have mailboxes, any other address at `local.test` bounces, `relay.test` is
/// handed on to `relayPort`, and nothing answers for `silent.test`.
final class PostfixServer {
    let folder: TemporaryFolder
    let certificate: TestCertificate
    let port: Int

    init(relayPort: Int) async throws {
        folder = try TemporaryFolder()
        certificate = try TestCertificate(in: folder)
        port = try Self.freePort()
        try write("etc/main.cf", mainSettings(relayPort: relayPort, silentPort: Self.freePort()))
        try write("etc/master.cf", services)
        try write("log/mail.log", "")
        for name in ["queue", "data", "mail"] { try makeFolder(name) }
        try run("chmod", "755", folder.url.path)
        try run("chown", "postfix", folder.path("data"))
        try run("chown", "65534:65534", folder.path("mail"))
        let status = try control("start")
        try #require(status == 0, "postfix does not start (Tests/packages.txt): \(log)")
        let port = port
        try await waitUntil("postfix listens") { Self.isListening(port) }
    }

    deinit { _ = try? control("abort") }

    /// Reports that were sent to `bounces@local.test`.
    var reports: [[UInt8]] {
        let new = folder.url.appending(path: "mail/bounces/new")
        let files = (try? FileManager.default.contentsOfDirectory(at: new, includingPropertiesForKeys: nil)) ?? []
        return files.compactMap { try? Array(Data(contentsOf: $0)) }
    }

    var log: String { (try? String(contentsOfFile: folder.path("log/mail.log"), encoding: .utf8)) ?? "" }

    private func control(_ verb: String) throws -> Int32 { try run("postfix", "-c", folder.path("etc"), verb) }

    private func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: name), withIntermediateDirectories: true)
    }

    private func write(_ name: String, _ text: String) throws {
        let file = folder.url.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    private func mainSettings(relayPort: Int, silentPort: Int) -> String {
        """
        compatibility_level = 3.6
        queue_directory = \(folder.path("queue"))
        data_directory = \(folder.path("data"))
        maillog_file = \(folder.path("log/mail.log"))
        maillog_file_prefixes = \(folder.url.path)
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        mail_owner = postfix
        setgid_group = postdrop
        myhostname = mx.local.test
        mydestination =
        mynetworks = 127.0.0.0/8
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        alias_maps =
        alias_database =
        local_recipient_maps =
        virtual_mailbox_domains = local.test
        virtual_mailbox_base = \(folder.path("mail"))
        virtual_mailbox_maps = inline:{ { ok@local.test = ok/ } { bounces@local.test = bounces/ } }
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        smtpd_reject_unlisted_recipient = no
        smtpd_recipient_restrictions = permit_mynetworks, reject
        transport_maps = inline:{ { relay.test = smtp:[127.0.0.1]:\(relayPort) } { silent.test = smtp:[127.0.0.1]:\(silentPort) } }
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = \(certificate.key), \(certificate.certificate)
        smtp_tls_security_level = none
        delay_warning_time = 1s
        minimal_backoff_time = 1s
        maximal_backoff_time = 2s
        queue_run_delay = 1s

        """
    }

    private var services: String {
        """
        127.0.0.1:\(port) inet n - n - - smtpd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        proxywrite unix - - n - 1 proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        local unix - n n - - local
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """
    }
}

extension PostfixServer {
    /// A port that was free a moment ago.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var address = loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { socketAddress in
                try #require(bind(descriptor, socketAddress, length) == 0)
                try #require(getsockname(descriptor, socketAddress, &length) == 0)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    static func isListening(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port: port)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }
}
