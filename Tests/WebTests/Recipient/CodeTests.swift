import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Codes")
struct CodeTests {
    @Test("TR-25, TR-27, N-03: the mailed code, entered in the same browser, opens the file; nothing before does")
    func wholeWay() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let asked = try await browser.ask(file.token)
            #expect(asked.status == .seeOther && asked.headers[.location] == "/f/\(file.token)/code")
            let before = browser.cookie(.visitor)
            #expect(try await browser.get("/f/\(file.token)/download").status == .seeOther)
            let page = try await browser.get("/f/\(file.token)/code")
            let mail = try #require(await site.test.deliverMail().first)
            let reference = try #require(page.text.firstMatch(of: /Reference <strong>([A-Z2-9]{3})/)).1
            #expect(mail.subject?.contains(reference) == true)
            #expect(page.text.contains("a•••@client.example") && !page.text.contains("ana@client.example"))
            let opened = try await browser.enter(try #require(mail.code), file.token)
            #expect(opened.status == .seeOther && opened.headers[.location] == "/f/\(file.token)")
            #expect(browser.cookie(.visitor) != before)
            let shown = try await browser.get("/f/" + file.token)
            #expect(shown.text.contains("Evidence.pdf") && shown.text.contains("Interview with the harbour master"))
            #expect(shown.text.contains("<strong>saw</strong>") && shown.text.contains("ana@client.example"))
            #expect(shown.text.contains("/session.js") && shown.text.contains("End session"))
            #expect(try await browser.get("/f/\(file.token)/code").headers[.location] == "/f/\(file.token)")
        }
    }

    @Test(
        "D.2-8, N-41: a code is read however it was pasted",
        arguments: [
            "%d", "%a %b", "%a-%b", "  %d\n", "Your code: %a %b", "%a\u{2011}%b",
        ])
    func pasted(shape: String) async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            _ = try await browser.ask(file.token)
            let code = try #require(await site.test.deliverMail().first?.code)
            let typed = shape.replacing("%d", with: code).replacing("%a", with: code.prefix(4)).replacing(
                "%b", with: code.suffix(4))
            #expect(try await browser.enter(typed, file.token).status == .seeOther)
        }
    }

    @Test("IV-09, TR-26: for an address that is not on the link everything looks the same, and no mail leaves")
    func strangers() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let other = browser.another()
            let known = try await browser.ask(file.token, "ana@client.example")
            let unknown = try await other.ask(file.token, "eve@client.example")
            #expect(await site.test.deliverMail().count == 1)
            #expect(known.status == unknown.status && known.body == unknown.body)
            #expect(Self.shape(known) == Self.shape(unknown))
            let pages = [
                try await browser.get("/f/\(file.token)/code"), try await other.get("/f/\(file.token)/code"),
            ]
            #expect(Self.blurred(pages[0].text) == Self.blurred(pages[1].text))
            for number in 1...5 {
                let wrong = "1111111\(number)"
                let (one, two) = (try await browser.enter(wrong, file.token), try await other.enter(wrong, file.token))
                #expect(one.status == .unprocessableContent && one.status == two.status)
                #expect(Self.blurred(one.text) == Self.blurred(two.text) && Self.shape(one) == Self.shape(two))
            }
        }
    }

    @Test("IV-09: a malformed address gets the form again with the error, and what was typed")
    func malformedAddress() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            for typed in ["", "ana", "ana@", "a b@client.example", "<b>@x.example"] {
                let answer = try await browser.ask(file.token, typed)
                #expect(answer.status == .unprocessableContent && answer.text.contains("There is a problem"))
                #expect(answer.text.contains("<title>Error: ") && answer.text.contains("aria-invalid=\"true\""))
                #expect(!answer.text.contains("<b>@"))
            }
            #expect(browser.cookie(.visitor) == nil)
        }
    }

    @Test("IV-05, TR-30, D.2-10: another browser cannot use the code, and does not spend it")
    func anotherBrowser() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            _ = try await browser.ask(file.token)
            let code = try #require(await site.test.deliverMail().first?.code)
            let other = browser.another()
            _ = try await other.get("/f/" + file.token)
            for _ in 0..<7 {
                let answer = try await other.enter(code, file.token)
                #expect(answer.status == .unprocessableContent && answer.text.contains("Start again from your link"))
            }
            other.set(.visitor, String(repeating: "A", count: 43))
            #expect(try await other.enter(code, file.token).status == .unprocessableContent)
            #expect(other.cookie(.visitor) == String(repeating: "A", count: 43))
            #expect(try await browser.enter(code, file.token).status == .seeOther)
            #expect(try await other.get("/f/" + file.token).isDoor)
        }
    }

    @Test("IV-11: steps out of their order change nothing and lead back to the link")
    func outOfOrder() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            _ = try await browser.get("/f/" + file.token)
            for answer in [
                try await browser.get("/f/\(file.token)/code"), try await browser.enter("12345678", file.token),
                try await browser.post("/f/\(file.token)/challenge", token: browser.proof),
            ] {
                #expect(answer.status == .unprocessableContent && answer.text.contains("Start again from your link"))
                #expect(answer.text.contains("href=\"/f/\(file.token)\""))
            }
            #expect(try await browser.get("/f/\(file.token)/download").headers[.location] == "/f/\(file.token)")
            #expect(await site.test.deliverMail().isEmpty)
            #expect(try await site.events(file).allSatisfy { $0.kind != .codeWrong })
        }
    }

    @Test("D.2-8: an entry of another shape is told what is wrong with it, and costs no attempt")
    func shapes() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            _ = try await browser.ask(file.token)
            let code = try #require(await site.test.deliverMail().first?.code)
            for (typed, refusal) in [
                ("", CodeRefusal.empty), (" ", .empty), ("abc", .notDigits), ("1234567", .tooShort),
                ("123456789", .tooLong),
            ] {
                for _ in 0..<3 {
                    let answer = try await browser.enter(typed, file.token)
                    #expect(answer.status == .unprocessableContent && answer.text.contains(refusal.message))
                    #expect(answer.text.contains("id=\"code\" name=\"code\" value=\"\""))
                }
            }
            #expect(try await browser.enter(code, file.token).status == .seeOther)
        }
    }

    @Test("N-14, IV-05, D.2-12: wrong, used up, expired and used are told apart, truthfully")
    func refusals() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            _ = try await browser.ask(file.token)
            let code = try #require(await site.test.deliverMail().first?.code)
            let wrong = code == "00000000" ? "00000001" : "00000000"
            var texts: [String] = []
            for _ in 0..<5 { texts.append(try await browser.enter(wrong, file.token).text) }
            #expect(texts[0].contains("That code is not right. Check the reference"))
            #expect(texts[1].contains("You can try 3 more times") && texts[3].contains("You can try once more"))
            #expect(texts[4].contains("Too many wrong codes"))
            #expect(try await browser.enter(code, file.token).text.contains("Too many wrong codes"))

            let second = browser.another()
            _ = try await second.ask(file.token)
            let late = try #require(await site.test.deliverMail().last?.code)
            site.test.world.pass(.minutes(10))
            let expired = try await second.enter(late, file.token)
            #expect(expired.status == .unprocessableContent && expired.text.contains("That code has expired"))

            let third = browser.another()
            try await third.verify(file.token, in: site.test)
            #expect(try await third.get("/f/" + file.token).text.contains("Evidence.pdf"))
        }
    }

    @Test("N-13, D.2-11: asking again in the same browser needs no typing, and leaves the earlier code valid")
    func askAgain() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            _ = try await browser.ask(file.token)
            let page = try await browser.get("/f/\(file.token)/code")
            #expect(page.text.contains("You can ask again at") && page.text.contains("Send another code"))
            let early = try await browser.post("/f/\(file.token)/challenge", token: page.formToken)
            #expect(early.status == .tooManyRequests && early["Retry-After"] == "31")
            #expect(early.text.contains("You can try again at") && early.text.contains("Back to the code"))
            #expect(early.text.contains("href=\"/f/\(file.token)/code\""))
            let again = When((site.test.world.now() + .seconds(30)).fullMinute)
            #expect(page.text.contains(again.clock) && early.text.contains(again.sentence))
            let fromDoor = try await browser.ask(file.token)
            #expect(fromDoor.status == .tooManyRequests && fromDoor.text.contains("href=\"/f/\(file.token)\""))
            site.test.world.pass(.seconds(30))
            let first = try #require(await site.test.deliverMail().last?.code)
            let session = browser.cookie(.visitor)
            let another = try await browser.post("/f/\(file.token)/challenge", token: page.formToken)
            #expect(another.status == .seeOther && another.headers[.location] == "/f/\(file.token)/code")
            #expect(await site.test.deliverMail().count == 1 && browser.cookie(.visitor) == session)
            #expect(try await browser.enter(first, file.token).status == .seeOther)
        }
    }

    @Test("SE-01, SE-02: the cookie is for this host and session alone, and another one after the code")
    func cookies() async throws {
        let site = try await TestSite(production: true)
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let asked = try await browser.ask(file.token)
            let set = try #require(asked.headers[values: .setCookie].first)
            #expect(
                set.wholeMatch(of: /__Host-visitor=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure/) != nil)
            let before = try #require(browser.cookie(.visitor))
            let code = try #require(await site.test.deliverMail().first?.code)
            _ = try await browser.enter(code, file.token)
            let after = browser.cookie(.visitor)
            browser.set(.visitor, before)
            #expect(try await browser.get("/f/" + file.token).isDoor)
            browser.set(.visitor, after)
            #expect(try await browser.get("/f/" + file.token).text.contains("Evidence.pdf"))
        }
    }

    @Test("SE-07: one code opens every link of the address, and a link of somebody else asks again")
    func otherLinks() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        let second = try await site.test.otherFile(for: file)
        let stranger = try await site.test.person("Bo Other", emails: ["bo@other.example"])
        let theirs = try await site.test.file(for: stranger, like: file)
        try await site.visit { browser in
            try await browser.verify(file.token, in: site.test)
            #expect(try await browser.get("/f/" + second).text.contains("Letters from the bank.docx"))
            #expect(try await browser.get("/f/" + theirs).isDoor)
            #expect(try await browser.get("/f/\(theirs)/download").headers[.location] == "/f/\(theirs)")
        }
    }

    /// Names of the headers with their values, less what is random.
    private static func shape(_ response: TestResponse) -> [String] {
        response.headers.map { field in
            field.name == .setCookie ? "set-cookie \(field.value.count)" : "\(field.name) \(field.value)"
        }.sorted()
    }

    /// A page without what is random or typed by the visitor.
    private static func blurred(_ text: String) -> String {
        text.replacing(/value="[A-Za-z0-9_-]{43}"/, with: "").replacing(/<strong>[A-Z2-9]{3}<\/strong>/, with: "")
            .replacing(/<strong>.•••@/, with: "")
    }

    @Test("RL-04: who sends forms of links too often is answered 429, whatever addresses are typed")
    func tooManyForms() async throws {
        let site = try await TestSite(production: true)
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let proof = try await browser.get("/f/" + file.token).formToken
            var seen: [Int] = []
            for number in 0..<61 {
                let other = browser.another()
                other.set(.form, browser.cookie(.form))
                let form = [("email", "eve\(number)@client.example")]
                seen.append(try await other.post("/f/\(file.token)/challenge", form, token: proof).status.code)
            }
            #expect(seen == Array(repeating: 303, count: 60) + [429])
            let answer = try await browser.post("/f/\(file.token)/answer", [("code", "00000000")], token: proof)
            #expect(answer.status == .tooManyRequests && answer.headers[.retryAfter] != nil)
        }
    }
}
