import Actions
import Domain
import TestSupport
import Testing

@testable import Web

extension TestSite {
    /// What the tracker knows of the only delivery, without the mails.
    func events(_ file: SentFile) async throws -> [DeliveryEvent] {
        try await test.installation.showSend(file.send, to: file.viewer)?.deliveries[0].events ?? []
    }

    /// The download events of the only delivery, in their order.
    func downloads(_ file: SentFile) async throws -> [EventKind] {
        try await events(file).map(\.kind).filter {
            [.downloadStarted, .downloadCompleted, .downloadAborted].contains($0)
        }
    }
}

extension TestInstallation {
    /// The token of another file sent to the same contact: another name, another size.
    func otherFile(for file: SentFile) async throws -> String {
        let update = try await validated(
            in: file.caseFile, by: file.viewer,
            files: [("Letters from the bank.docx", Array(repeating: 7, count: 70_000))])
        _ = try await send(update, to: [file.contact], by: file.viewer)
        return try #require(await deliverMail().last?.tokens.first)
    }
}

extension TestInstallation {
    /// The token of a file of the same case for somebody else.
    func file(for person: Person, like file: SentFile) async throws -> String {
        let caseFile = try await caseFile("2026-002", by: file.viewer, clients: [person])
        let update = try await validated(in: caseFile, by: file.viewer, files: [("Theirs.pdf", [1, 2, 3])])
        _ = try await send(update, to: [person], by: file.viewer)
        return try #require(await deliverMail().last?.tokens.first)
    }
}

extension TestSite {
    /// Waits until the tracker has these download events: they are written after the last byte was taken.
    func expectDownloads(of file: SentFile, _ expected: [EventKind]) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while try await downloads(file) != expected, ContinuousClock.now < deadline { await Task.yield() }
        #expect(try await downloads(file) == expected)
    }
}
