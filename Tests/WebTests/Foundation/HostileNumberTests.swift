import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Numbers that strangers write")
struct HostileNumberTests {
    private static let numbers = [
        "", "0", "-0", "-1", "+1", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "18446744073709551616", String(repeating: "9", count: 400), "1e308", "NaN", "0x10", "1.5", "%D9%A1%D9%A2%D9%A3",
        "%00", "%FF", "1%002",
    ]

    @Test("RL-07: wherever a number is read, no value of it makes a fault", arguments: numbers)
    func everywhere(_ number: String) async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let draft = try await site.test.draft(in: ready.caseFile, by: ready.viewer).id
        let file = try #require(
            try await site.test.installation.showUpdate(ready.update.id, to: ready.viewer)?.shown.attachments.first?.id)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            for path in [
                "/cases?after=\(number)", "/people?after=\(number)", "/dev/mail/\(number)", "/cases/\(number)",
                "/updates/\(draft)/edit?version=\(number)", "/sends/\(number)",
            ] {
                #expect(try await desk.get(path).status.code < 500, "\(path)")
            }
            let edit = "/updates/\(draft)/edit"
            let fields = [("title", "T"), ("body", "B")]
            let saved = try await desk.post("\(edit)?version=\(number)", fields, from: edit)
            #expect(saved.status.code < 500)
            for range in ["\(number)-", "-\(number)", "0-\(number)", "\(number)-\(number)", "0-1,\(number)-"] {
                let read = try await browser.get("/attachments/\(file)", [.range: "bytes=\(range)"])
                #expect(read.status.code < 500, "\(range)")
            }
            let announced = try await browser.send(
                .post, "/session/deletion", [.contentLength: number, .contentType: "application/x-www-form-urlencoded"])
            #expect(announced.status.code < 500)
        }
    }
}
