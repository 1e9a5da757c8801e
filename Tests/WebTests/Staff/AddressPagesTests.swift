import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("One's own addresses on pages")
struct AddressPagesTests {
    private static let path = "/account/addresses"

    @Test("AU-07: asked for by a form, confirmed by the mailed code; the new address signs in and the old one does not")
    func changes() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            #expect(try await browser.get("/account").text.contains("href=\"\(Self.path)\""))
            let empty = try await browser.submit(Self.path, to: Self.path, [("email", "x"), ("place", "")])
            #expect(empty.refuses("email") && empty.refuses("place"))
            let asked = try await browser.submit(
                Self.path, to: Self.path, [("email", "kim.new@firm.example"), ("place", "primary")])
            #expect(asked.location == Self.path)
            let mail = try #require(await site.test.deliverMail().first)
            let code = try #require(mail.code)
            let page = try await browser.get(Self.path)
            #expect(page.text.contains("Confirm kim.new@firm.example") && !page.text.contains(code))
            let confirmation = "\(Self.path)/confirmation"
            #expect(try await browser.submit(Self.path, to: confirmation, [("code", "12")]).refuses("code"))
            let number = code == "00000000" ? "00000001" : "00000000"
            let wrong = try await browser.submit(Self.path, to: confirmation, [("code", number)])
            #expect(wrong.refuses("code") && wrong.text.contains("4 more times"))
            let done = try await browser.submit(Self.path, to: confirmation, [("code", code)])
            #expect(done.location == "\(Self.path)?told=address-changed")
            #expect(try await browser.get(Self.path).text.contains("kim.new@firm.example"))
            let other = browser.another()
            #expect(try await other.signIn().refuses("email"))
            #expect(try await other.signIn("kim.new@firm.example").location == "/")
        }
    }

    @Test(
        "AU-07: another address is added and removed; what was asked for can be taken back; proof is needed after a while"
    )
    func aliases() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            let fields = [("email", "kim@home.example"), ("place", "alias")]
            _ = try await browser.submit(Self.path, to: Self.path, fields)
            let back = try await browser.submit(Self.path, to: "\(Self.path)/withdrawal")
            #expect(back.location == Self.path)
            #expect(try await !browser.get(Self.path).text.contains("Confirm kim"))
            await site.test.deliverMail()
            _ = try await browser.submit(Self.path, to: Self.path, fields)
            let code = try #require(await site.test.deliverMail().first?.code)
            let done = try await browser.submit(Self.path, to: "\(Self.path)/confirmation", [("code", code)])
            #expect(done.location == "\(Self.path)?told=address-added")
            let removed = try await browser.submit(
                Self.path, to: "\(Self.path)/deletion", [("email", "kim@home.example")])
            #expect(removed.location == "\(Self.path)?told=address-removed")
            #expect(try await !browser.get(Self.path).text.contains("kim@home.example"))
            site.test.world.pass(.minutes(10))
            let held = try await browser.submit(Self.path, to: Self.path, fields)
            #expect(held.status == .unprocessableContent && held.text.contains("Confirm that it is you"))
            #expect(held.hidden.contains { $0 == ("kept.email", "kim@home.example") })
        }
    }
}
