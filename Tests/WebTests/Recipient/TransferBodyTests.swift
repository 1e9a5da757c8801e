import Actions
import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import Web

/// Takes one piece and then nothing more, until its task is cancelled.
private struct StuckWriter: ResponseBodyWriter {
    var taken = 0

    mutating func write(_ buffer: ByteBuffer) async throws {
        taken += 1
        if taken > 1 { try await Task.sleep(for: .seconds(3600)) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

@Suite("Accounts of transfers")
struct TransferBodyTests {
    @Test("UD-10, N-08: a transfer whose task is cancelled, as at a shutdown, is still accounted for")
    func cancelled() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile([UInt8](repeating: 1, count: 3 << 20), verification: false)
        let visitor = Visitor(session: nil, staff: nil, client: ClientTrace(address: "", userAgent: ""))
        let installation = site.test.installation
        guard case .file(let found) = try await installation.findDownload(file.token, by: visitor),
            case .transfer(let transfer) = try await installation.beginDownload(found, range: 0..<3 << 20, by: visitor)
        else {
            Issue.record("The transfer should begin.")
            return
        }
        let context = SiteContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: site.log.logger))
        let body = TransferBody(transfer, over: context, pace: TransferPace())
        let task = Task {
            var writer: any ResponseBodyWriter = StuckWriter()
            try await body.write(to: &writer)
        }
        while try await site.downloads(file).isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await site.downloads(file) == [.downloadStarted, .downloadAborted])
    }
}
