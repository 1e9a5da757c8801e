import Actions
import NIOCore

/// The pages that strangers can bring up as often as they like, rendered once for this organisation.
struct PreparedPages: Sendable {
    private let door: PreparedPage
    private let problem: PreparedPage

    init(_ pages: PageRenderer, of organisation: Organisation) {
        let (first, second) = ("xStandInForTheFirstTextx", "xStandInForTheSecondTextx")
        door = PreparedPage(
            pages.render(
                DoorPage(frame: ReadingFrame(organisation, formToken: first), action: second, email: Field("email"))),
            standIns: [first, second])
        problem = PreparedPage(
            pages.render(ProblemPage(frame: ReadingFrame(organisation), problem: Problem(404, first, second))),
            standIns: [first, second])
    }

    /// The first page of a protected link, as nobody has typed anything yet.
    func door(formToken: String, action: String) -> ByteBuffer { door.filled(with: [formToken, action]) }

    /// What a visitor reads who cannot be answered, where it is no more than a heading and a sentence.
    func page(for plain: Problem) -> ByteBuffer? {
        guard plain.tryAgain == nil, plain.wayOn == nil, plain.incident == nil else { return nil }
        return problem.filled(with: [plain.heading, plain.text])
    }
}
