import Actions
import Domain
import NIOCore
import Testing

@testable import Web

@Suite struct PreparedPagesTests {
    private func organisation() throws -> Organisation {
        Organisation(
            name: "Harbour & \"Quay\"", contact: "<office@firm.example>", origin: "https://files.firm.example",
            mailFrom: try EmailAddress(reading: "updates@firm.example"))
    }

    @Test("MH-05: a page that is prepared once is, letter by letter, the page that its template renders")
    func same() throws {
        let (pages, organisation) = (try PageRenderer(), try organisation())
        let prepared = PreparedPages(pages, of: organisation)
        for (token, action) in [("abc", "/f/v1.a.b.c/challenge"), ("", ""), ("\"><script>'&", "/f/%22<b>'")] {
            let door = DoorPage(
                frame: ReadingFrame(organisation, formToken: token), action: action, email: Field("email"))
            #expect(String(buffer: prepared.door(formToken: token, action: action)) == pages.render(door))
        }
        for problem in [Problem.notFound(incident: nil), .revoked(), Problem(400, "<h1>", "&amp; 'so' \"on\"")] {
            let page = ProblemPage(frame: ReadingFrame(organisation), problem: problem)
            #expect(prepared.page(for: problem).map { String(buffer: $0) } == pages.render(page))
        }
    }

    @Test("A problem with more to say than a heading and a sentence is not taken from what was prepared")
    func more() throws {
        let prepared = PreparedPages(try PageRenderer(), of: try organisation())
        let wayOn = Problem.WayOn(label: "Back", path: "/")
        let problems = [
            Problem(429, "Wait", "A little.", tryAgain: When(Moment(milliseconds: 0))),
            Problem(413, "Large", "Too large.", wayOn: wayOn), Problem(500, "Wrong", "Sorry.", incident: "1"),
        ]
        #expect(problems.allSatisfy { prepared.page(for: $0) == nil })
    }
}
