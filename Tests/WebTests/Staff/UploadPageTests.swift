import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite struct UploadPageTests {
    /// A site with one draft, and its path.
    private func draft(
        adjust: (inout Installation) -> Void = { _ in }
    ) async throws -> (site: TestSite, path: String, attachments: @Sendable () async throws -> [Domain.Attachment]) {
        let site = try await TestSite(adjust: adjust)
        try await site.account()
        let viewer = try await site.test.staff()
        let update = try await site.test.draft(in: site.test.caseFile(by: viewer), by: viewer)
        let installation = site.test.installation
        return (
            site, "/updates/\(update.id)",
            { try await installation.showUpdate(update.id, to: viewer)?.shown.attachments ?? [] }
        )
    }

    @Test("UD-03, UD-04: files added without JavaScript come back under safe names, as attachments, and run nothing")
    func multipart() async throws {
        let (site, path, attachments) = try await draft()
        try await site.visit { browser in
            try await browser.signIn()
            let page = try await browser.get(path + "/edit")
            let html = Array("<html><script>alert(1)</script>".utf8)
            let answer = try await browser.attach(
                path, token: page.formToken,
                [("..\\\\R%22e.html", "text/html", html), ("Note.txt", "text/plain", Array("Note".utf8))])
            #expect(answer.status == .seeOther && answer.path == path + "/edit")
            let files = try await attachments()
            #expect(files.map(\.name.text) == ["Re.html", "Note.txt"])
            #expect(try await browser.get(path + "/edit").text.contains(files[0].sha256.hex))
            let download = try await browser.get("/attachments/\(files[0].id)")
            #expect(Array(download.body.readableBytesView) == html)
            #expect(download.headers[.contentType] == "application/octet-stream")
            #expect(download["Content-Disposition"]?.hasPrefix("attachment; ") == true)
            #expect(download["Content-Security-Policy"] == "sandbox; default-src 'none'")
            #expect(download["X-Content-Type-Options"] == "nosniff" && download.headers[.cacheControl] == "no-store")
            #expect(download["Cross-Origin-Resource-Policy"] == "same-origin")
            let head = try await browser.head("/attachments/\(files[0].id)")
            #expect(head.headers[.contentLength] == "\(html.count)" && head.body.readableBytes == 0)
            let removed = try await browser.submit(path + "/edit", to: "/attachments/\(files[0].id)/deletion")
            #expect(removed.path == path + "/edit")
            #expect(try await attachments().map(\.name.text) == ["Note.txt"])
        }
    }

    @Test("UD-01: beyond what a person may upload there is 413 in words that say what helps, and nothing is stored")
    func quota() async throws {
        let limits: [(adjust: @Sendable (inout Installation) -> Void, words: String)] = [
            ({ $0.uploadLimits.bytesADay = 10 }, "24 hours"),
            ({ $0.uploadLimits.bytesInDrafts = 10 }, "have drafts validated"),
        ]
        for (adjust, words) in limits {
            let (site, path, attachments) = try await draft(adjust: adjust)
            try await site.visit { browser in
                try await browser.signIn()
                let token = try await browser.get(path + "/edit").formToken
                let large = try await browser.attach(
                    path, token: token, [("a.txt", "text/plain", Array("12345678901".utf8))])
                #expect(large.status == .contentTooLarge && large.text.contains(words))
                #expect(try await attachments().isEmpty)
                let fits = try await browser.attach(
                    path, token: token, [("b.txt", "text/plain", Array("1234567890".utf8))])
                #expect(fits.status == .seeOther)
                let none = try await browser.attach(path, token: token, [("c.txt", "text/plain", [1])])
                #expect(none.status == .contentTooLarge && none.text.contains(words))
                #expect(try await attachments().count == 1)
            }
        }
    }

    @Test("a raw body with its name in a header is one file; without proof it is none")
    func raw() async throws {
        let (site, path, attachments) = try await draft()
        try await site.visit { browser in
            try await browser.signIn()
            let token = try #require(try await browser.get(path + "/edit").formToken)
            var headers: HTTPFields = [.contentType: "application/octet-stream"]
            headers[HTTPField.Name("X-File-Name")!] = "R%C3%A9sum%C3%A9%20%22final%22.pdf"
            let body = ByteBuffer(string: "%PDF-1.7 and so on")
            #expect(try await browser.send(.post, path + "/files", headers, body: body).status == .forbidden)
            headers[HTTPField.Name("X-Form-Token")!] = token
            #expect(try await browser.send(.post, path + "/files", headers, body: body).status == .created)
            let files = try await attachments()
            #expect(files.map(\.name.text) == ["Résumé final.pdf"] && files[0].mediaType.text == "application/pdf")
        }
    }

    @Test("UD-01, UD-11: a file over the limit is 413 by both ways, and nothing of it is to be seen")
    func tooLarge() async throws {
        let (site, path, attachments) = try await draft { $0.uploadLimits.fileSize = 1000 }
        try await site.visit { browser in
            try await browser.signIn()
            let token = try #require(try await browser.get(path + "/edit").formToken)
            let large = [UInt8](repeating: 1, count: 1001)
            let form = try await browser.attach(
                path, token: token, [("small.bin", "", [1]), ("large.bin", "", large)])
            #expect(form.status == .contentTooLarge && form.text.contains("“large.bin” is too large"))
            var headers: HTTPFields = [.contentType: "application/octet-stream"]
            headers[HTTPField.Name("X-Form-Token")!] = token
            let raw = try await browser.send(.post, path + "/files", headers, body: ByteBuffer(bytes: large))
            #expect(raw.status == .contentTooLarge)
            #expect(try await attachments().map(\.name.text) == ["small.bin"])
        }
    }

    @Test("UD-01: one file more than an update may have is refused with the reason")
    func tooMany() async throws {
        let (site, path, attachments) = try await draft { $0.uploadLimits.filesPerUpdate = 2 }
        try await site.visit { browser in
            try await browser.signIn()
            let token = try await browser.get(path + "/edit").formToken
            let files = (1...3).map { (name: "\($0).bin", type: "", bytes: [UInt8($0)]) }
            let answer = try await browser.attach(path, token: token, files)
            #expect(answer.status == .unprocessableContent && answer.text.contains("up to 2 files"))
            #expect(try await attachments().count == 2)
        }
    }

    @Test("UD-12: of several files in one form each that is refused is named with its reason; the others are there")
    func several() async throws {
        let (site, path, attachments) = try await draft {
            $0.uploadLimits.fileSize = 1000
            $0.uploadLimits.filesPerUpdate = 2
        }
        try await site.visit { browser in
            try await browser.signIn()
            let token = try await browser.get(path + "/edit").formToken
            let large = [UInt8](repeating: 1, count: 1001)
            let answer = try await browser.attach(
                path, token: token,
                [("a.bin", "", [1]), ("<large>.bin", "", large), ("b.bin", "", [2]), ("c.bin", "", [3])])
            #expect(answer.status == .contentTooLarge)
            let page = Markup(answer.text)
            let summary = page.elements.filter { $0["href"] == "#files-input" }.map(\.text)
            #expect(summary.count == 2 && summary[0].contains("is too large: a file can have up to"))
            #expect(summary[1] == "“c.bin” was not added: an update can have up to 2 files.")
            #expect(page.elements.filter { $0["class"] == "field-error" }.map(\.text) == summary)
            #expect(!answer.text.contains("<large>"))
            #expect(try await attachments().map(\.name.text) == ["a.bin", "b.bin"])
        }
    }

    @Test("UD-12: a form without a file says so, and adds nothing")
    func nothingChosen() async throws {
        let (site, path, attachments) = try await draft { _ in }
        try await site.visit { browser in
            try await browser.signIn()
            let token = try await browser.get(path + "/edit").formToken
            let answer = try await browser.attach(path, token: token, [("", "application/octet-stream", [])])
            #expect(answer.status == .unprocessableContent)
            let page = Markup(answer.text)
            let summary = page.elements.filter { $0["href"] == "#files-input" }.map(\.text)
            #expect(summary == ["Choose at least one file."])
            #expect(page.elements.filter { $0["class"] == "field-error" }.map(\.text) == summary)
            #expect(try await attachments().isEmpty)
        }
    }

    @Test("UD-12, N-10: of sixteen files at once an update takes as many as it may; the others are told why")
    func sixteenAtOnce() async throws {
        let (site, path, attachments) = try await draft { $0.uploadLimits.filesPerUpdate = 3 }
        try await site.visit { browser in
            try await browser.signIn()
            let headers = try await Self.headers(browser, path, key: nil)
            let answers = try await raceOfSixteen { runner in
                try await browser.send(.post, path + "/files", headers, body: ByteBuffer(string: "\(runner)"))
            }
            #expect(answers.filter { $0.status == .created }.count == 3)
            let refused = answers.filter { $0.status != .created }
            #expect(refused.allSatisfy { $0.status == .unprocessableContent })
            #expect(refused.allSatisfy { $0.text.contains("all the files it can have") })
            #expect(try await attachments().count == 3)
        }
    }

    @Test("UD-14: sent again under the name of its upload it is one file; another under that name is refused")
    func again() async throws {
        let (site, path, attachments) = try await draft()
        try await site.visit { browser in
            try await browser.signIn()
            let headers = try await Self.headers(browser, path, key: "one")
            func send(_ text: String, _ headers: HTTPFields) async throws -> TestResponse {
                try await browser.send(.post, path + "/files", headers, body: ByteBuffer(string: text))
            }
            #expect(try await send("bytes", headers).status == .created)
            #expect(try await send("bytes", headers).status == .created)
            #expect(try await attachments().count == 1)
            let other = try await send("other", headers)
            #expect(other.status == .unprocessableContent && other.text.contains("Another file came"))
            let unreadable = try await send("bytes", Self.headers(browser, path, key: "no name"))
            #expect(unreadable.status == .unprocessableContent)
            #expect(try await attachments().count == 1)
            #expect(try await send("bytes", Self.headers(browser, path, key: "two")).status == .created)
            #expect(try await attachments().count == 2)
        }
    }

    @Test("UD-14, N-10: sixteen times at once under one name it is one file; the others are told to come again")
    func againAtOnce() async throws {
        let (site, path, attachments) = try await draft()
        try await site.visit { browser in
            try await browser.signIn()
            let headers = try await Self.headers(browser, path, key: "one")
            let answers = try await raceOfSixteen { _ in
                try await browser.send(.post, path + "/files", headers, body: ByteBuffer(string: "bytes"))
            }
            #expect(answers.contains { $0.status == .created })
            #expect(
                answers.allSatisfy { $0.status == .created || ($0.status == .conflict && $0["Retry-After"] == "1") })
            #expect(try await attachments().count == 1)
        }
    }

    /// What the page's script sends along with a file.
    private static func headers(_ browser: Browser, _ path: String, key: String?) async throws -> HTTPFields {
        let token = try #require(try await browser.get(path + "/edit").formToken)
        var headers: HTTPFields = [.contentType: "application/octet-stream"]
        headers[HTTPField.Name("X-File-Name")!] = "a.bin"
        headers[HTTPField.Name("X-Form-Token")!] = token
        headers[.idempotencyKey] = key
        return headers
    }
}
