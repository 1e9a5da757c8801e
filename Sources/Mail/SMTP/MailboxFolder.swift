package import Domain
import Foundation

/// Mail for development: each one a file in a folder instead of on its way, readable at once. Never used in production.
package actor MailboxFolder: MailTransport {
    private let folder: URL
    private var lastNumber: Int?

    /// `folder` is made if need be, for its owner only.
    package init(folder: String) { self.folder = URL(filePath: folder, directoryHint: .isDirectory) }

    /// Writes the mail whole or not at all, mode 0600, headed by the addresses of its envelope.
    package func deliver(_ mail: OutgoingMail) -> DeliveryAttempt {
        do {
            try makeFolder()
            let number = try nextNumber()
            let envelope = "Return-Path: <\(mail.sender.spelling)>\r\nDelivered-To: \(mail.recipient.spelling)\r\n"
            try write(Array(envelope.utf8) + mail.octets, number: number)
            lastNumber = number
            return .accepted(
                DeliveryAttempt.Acceptance(
                    server: "mailbox on disk", enhancedCode: nil, words: ServerWords(cleaning: "kept as \(number).eml"),
                    security: "no network", promisesReports: false))
        } catch {
            return .delayed(.init(sentence: "The mailbox on disk could not be written. It will be tried again."))
        }
    }

    /// What was kept, newest first; only what went to `recipient`, if one is given.
    package func mails(to recipient: EmailAddress? = nil, limit: Int = 100) -> [KeptMail] {
        guard let numbers = try? numbers() else { return [] }
        var found: [KeptMail] = []
        for number in numbers.sorted(by: >) {
            if found.count == limit { break }
            guard let mail = mail(number) else { continue }
            if let recipient, mail.recipient != recipient { continue }
            found.append(mail)
        }
        return found
    }

    /// One kept mail by its number; nil if there is none.
    package func mail(_ number: Int) -> KeptMail? {
        guard let data = try? Data(contentsOf: file(number)) else { return nil }
        return KeptMail(number: number, octets: Array(data))
    }

    private func file(_ number: Int) -> URL { folder.appending(path: "\(number).eml") }

    private func makeFolder() throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    private func numbers() throws -> [Int] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "eml" }.compactMap { Int($0.deletingPathExtension().lastPathComponent) }
    }

    /// Passes over what another process of the same installation has written meanwhile.
    private func nextNumber() throws -> Int {
        var number = try (lastNumber ?? numbers().max() ?? 0) + 1
        while FileManager.default.fileExists(atPath: file(number).path) { number += 1 }
        return number
    }

    private func write(_ octets: [UInt8], number: Int) throws {
        let draft = folder.appending(path: "\(number).draft")
        let made = FileManager.default.createFile(
            atPath: draft.path, contents: Data(octets), attributes: [.posixPermissions: 0o600])
        guard made else { throw CocoaError(.fileWriteUnknown) }
        try FileManager.default.moveItem(at: draft, to: file(number))
    }
}
