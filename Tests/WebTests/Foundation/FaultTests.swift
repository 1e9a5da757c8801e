import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import SQL
import TestSupport
import Testing

@testable import Web

/// A database that fails every request in the same way.
private struct FailingDatabase: Database {
    let error: any Error & Sendable

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        throw error
    }

    func write<Result: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        throw error
    }

    func announcements(of topics: Set<String>?) -> AsyncStream<Announcement> { AsyncStream { $0.finish() } }

    func close() async throws {}
}

/// An error with something in it that nobody may see.
private struct Secretive: Error { let secret = "canary-secret" }

@Suite("Faults")
struct FaultTests {
    @Test(
        "A fault is shown as a page with an incident that the log knows too: 507 when full, 503 with a time, else 500",
        arguments: [
            (DatabaseFault.full, 507, nil), (DatabaseFault.unavailable("canary-secret"), 503, "30"),
            (DatabaseFault.stopped("x"), 503, "30"),
            (DatabaseFault.constraint("x"), 500, nil), (Secretive(), 500, nil),
        ] as [(any Error & Sendable, Int, String?)])
    func faults(error: any Error & Sendable, status: Int, retry: String?) async throws {
        let working = try await TestSite()
        let file = try await working.test.sentFile()
        let good = working.test.installation
        let failing = Installation(
            organisation: good.organisation, database: FailingDatabase(error: error), blobs: good.blobs,
            keys: good.keys,
            world: good.world, passwords: good.passwords)
        let site = try TestSite(
            test: working.test, site: Site(failing, settings: working.site.settings), log: working.log)
        try await site.visit { browser in
            for path in ["/f/\(file.token)", "/f/\(file.token)/code", "/f/\(file.token)/download"] {
                let answer = try await browser.get(path)
                #expect(answer.status.code == status && answer["Retry-After"] == retry)
                #expect(!answer.text.contains("canary"))
                let incident = try #require(answer.text.firstMatch(of: /class="incident">([^<]+)</)).1
                #expect(site.log.lines.contains { $0.contains("fault") && $0.contains(incident) })
            }
            #expect(try await browser.get("/help").status == .ok)
        }
        #expect(!site.log.lines.contains { $0.contains("Secretive(") })
    }
}
