import Actions
import Cryptography
import Domain
import Mail
import TestSupport
import Testing

/// A browser with its one cookie, and what a person does in it.
struct Browser: Sendable {
    let test: TestInstallation
    var session: SessionSecret?
    var staff: Viewer?

    init(_ test: TestInstallation, signedIn staff: Viewer? = nil) {
        self.test = test
        self.staff = staff
    }

    var visitor: Visitor {
        Visitor(session: session, staff: staff, client: ClientTrace(address: "192.0.2.7", userAgent: "Firefox"))
    }

    func open(_ token: String) async throws -> OpenedLink {
        try await test.installation.openLink(token, by: visitor)
    }

    /// Types the address and presses the button.
    @discardableResult
    mutating func ask(_ token: String, as address: String) async throws -> AskedForCode {
        let asked = try await test.installation.askForCode(
            token, address: EmailAddress(reading: address), browser: "Firefox on Windows", by: visitor)
        if case .asked(let secret) = asked { session = secret }
        return asked
    }

    /// Asks, and looks into the mailbox.
    mutating func code(_ token: String, as address: String) async throws -> String {
        try await ask(token, as: address)
        return try #require(await test.deliverMail().compactMap(\.code).last)
    }

    @discardableResult
    mutating func answer(_ token: String, _ code: String) async throws -> AnsweredChallenge {
        let answered = try await test.installation.answerChallenge(token, code: CodeEntry(reading: code), by: visitor)
        if case .verified(let secret) = answered { session = secret }
        return answered
    }

    /// From the address to the opened link.
    mutating func enter(_ token: String, as address: String) async throws {
        let code = try await code(token, as: address)
        let answered = try await answer(token, code)
        #expect(answered.word == "verified")
    }

    /// What a request for the bytes finds, in a word.
    func found(_ token: String) async throws -> String {
        switch try await test.installation.findDownload(token, by: visitor) {
        case .refused(let refusal): "\(refusal)"
        case .locked: "locked"
        case .nothingToDownload: "nothing"
        case .file: "file"
        }
    }

    /// Fetches a range, or the whole file; `cut` is how many bytes arrive before the connection breaks.
    @discardableResult
    func download(_ token: String, _ range: Range<Int64>? = nil, cut: Int64? = nil) async throws -> [UInt8] {
        guard case .file(let found) = try await test.installation.findDownload(token, by: visitor) else {
            throw Refused()
        }
        let range = range ?? 0..<found.attachment.size
        guard case .transfer(let transfer) = try await test.installation.beginDownload(found, range: range, by: visitor)
        else { throw Refused() }
        var bytes: [UInt8] = []
        for piece in transfer.pieces { bytes += try await transfer.read(piece) }
        let served = min(cut ?? .max, Int64(bytes.count))
        try await transfer.finish(served: served)
        return Array(bytes.prefix(Int(served)))
    }

    /// There was nothing to fetch for this browser.
    struct Refused: Error {}
}

extension OpenedLink {
    /// The outcome in a word, for comparing.
    var word: String {
        switch self {
        case .refused(let refusal): "\(refusal)"
        case .protected: "protected"
        case .open: "open"
        case .entered: "entered"
        }
    }

    var update: EnteredUpdate? { if case .entered(let update) = self { update } else { nil } }
}

extension AskedForCode {
    var word: String {
        switch self {
        case .refused(let refusal): "\(refusal)"
        case .notNeeded: "not needed"
        case .tooSoon: "too soon"
        case .asked: "asked"
        }
    }
}

extension AnsweredChallenge {
    var word: String {
        switch self {
        case .refused(let refusal): "\(refusal)"
        case .startAgain: "start again"
        case .wrong(let left): "wrong, \(left) left"
        case .expired: "expired"
        case .exhausted: "exhausted"
        case .used: "used"
        case .verified: "verified"
        }
    }
}

/// A code that is not this one.
func other(than code: String, by step: Int = 1) -> String {
    let number = ((Int(code) ?? 0) + step) % 100_000_000
    return String(repeating: "0", count: 8 - String(number).count) + String(number)
}

extension TestInstallation {
    /// The history of the only delivery of a send, or of that to one person.
    func history(_ file: SentFile, of person: Person? = nil) async throws -> DeliveryHistory {
        let tracked = try #require(try await installation.showSend(file.send, to: file.viewer))
        let row = try #require(tracked.deliveries.first { person == nil || $0.recipient?.id == person?.id })
        return try #require(try await installation.showDelivery(row.delivery.id, to: file.viewer))
    }

    func events(_ file: SentFile) async throws -> [EventKind] { try await history(file).tracked.events.map(\.kind) }
}
