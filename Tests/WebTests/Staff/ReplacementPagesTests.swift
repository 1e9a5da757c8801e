import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite struct ReplacementPagesTests {
    private func body(_ token: String?, reason: String, file: String?) -> ByteBuffer {
        var parts = [("name=\"_token\"", token ?? ""), ("name=\"reason\"", reason)]
        parts.append(("name=\"files\"; filename=\"\(file == nil ? "" : "Right.txt")\"", file ?? ""))
        let text = parts.map { "--b\r\nContent-Disposition: form-data; \($0.0)\r\n\r\n\($0.1)\r\n" }.joined()
        return ByteBuffer(string: text + "--b--\r\n")
    }

    @Test(
        "N-45: a file is replaced by a form; pages of staff show both versions and the swap, recipients that it is newer"
    )
    func form() async throws {
        let site = try await TestSite()
        let sent = try await site.test.sentFile(Array("wrong".utf8), verification: false)
        let file = try #require(try await site.test.installation.showUpdate(sent.update.id, to: sent.viewer)).shown
            .attachments[0]
        try await site.visit { browser in
            let desk = try await Desk(site, sent.viewer, browser)
            let visitor = browser.another()
            #expect(try await visitor.get("/f/\(sent.token)/download").text == "wrong")
            #expect(try await !visitor.get("/f/\(sent.token)").text.contains("newer version"))
            let update = "/updates/\(sent.update.id)"
            let path = "/attachments/\(file.id)/replacement"
            #expect(try await desk.get(update).text.contains("href=\"\(path)\""))
            let token = try await desk.get(path).formToken
            let send = { @Sendable (reason: String, content: String?) in
                try await browser.send(
                    .post, path, [.contentType: "multipart/form-data; boundary=b"],
                    body: body(token, reason: reason, file: content))
            }
            let none = try await send("Page 3", nil)
            #expect(none.refuses("files") && none.text.contains("Page 3</textarea>"))
            #expect(try await send(" ", "x").refuses("reason"))
            site.test.world.pass(.minutes(3))
            #expect(try await send("Page <3> was missing.", "right").location == update + "?told=replaced")
            #expect(try await send("Again", "late").status == .conflict)
            let shown = try await desk.get(update).text
            #expect(shown.contains("version 2</span>") && shown.contains("Page &lt;3&gt; was missing."))
            #expect(shown.contains("Version 1: <a href=\"/attachments/\(file.id)\">Evidence.pdf</a>"))
            #expect(try await desk.get("/attachments/\(file.id)").text == "wrong")
            #expect(try await visitor.get("/f/\(sent.token)").text.contains("This is a newer version"))
            let matrix = try await desk.get("/sends/\(sent.send)").text
            #expect(matrix.contains("version 1 downloaded") && matrix.contains("Not yet"))
            #expect(try await visitor.get("/f/\(sent.token)/download").text == "right")
            let delivery = try #require(
                try await site.test.installation.showSend(sent.send, to: sent.viewer)?.deliveries.first
            ).delivery.id
            let timeline = try await desk.get("/deliveries/\(delivery)").text
            let order = ["Evidence.pdf (version 1)", "Replaced by version 2: Right.txt", "Right.txt (version 2)"]
            let places = order.compactMap { timeline.firstRange(of: $0)?.lowerBound }
            #expect(places.count == 3 && places == places.sorted())
        }
    }

    @Test("N-45: a program replaces a file once for each name it gives the request, and reads both versions")
    func program() async throws {
        let site = try await TestSite()
        let sent = try await site.test.sentFile(Array("wrong".utf8))
        let file = try #require(try await site.test.installation.showUpdate(sent.update.id, to: sent.viewer)).shown
            .attachments[0]
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let path = "/attachments/\(file.id)/replacement?name=Right.txt"
            let headers: HTTPFields = [.contentType: "text/plain", .idempotencyKey: "swap"]
            let send = { @Sendable (query: String) in
                try await program.send(.post, path + query, headers, bytes: Array("right".utf8))
            }
            #expect(try await send("").places == ["reason"])
            #expect(try await send("&reason=%20").places == ["reason"])
            let made = try await send("&reason=Page%203")
            #expect(try made.status == .created && made.json["version"] == .integer(2))
            #expect(try await send("&reason=Page%203").json["id"] == made.json["id"])
            let late = try await program.send(
                .post, path + "&reason=x", [.contentType: "text/plain"], bytes: Array("late".utf8))
            #expect(try late.isProblem(409) && late.json["type"] == "urn:casecourier:problem:replaced")
            let update = try await program.get("/updates/\(sent.update.id)").json
            #expect(update.items("attachments").map { $0.text("name") } == ["Right.txt"])
            let old = try #require(update.items("supersededAttachments").first)
            #expect(old.text("id") == file.id.text && old.optionalText("supersededAt") != nil)
            #expect(update.items("attachments")[0]["replaceReason"] == "Page 3")
            #expect(try await program.get("/attachments/\(file.id)/content").text == "wrong")
        }
    }
}
