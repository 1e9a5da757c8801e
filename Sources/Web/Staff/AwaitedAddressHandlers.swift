import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/address-changes/{secret}`: what the mail to the new address of an account leads to. The code that it mails counts in the browser
/// that asked for it; nobody has to be signed in, and nobody is afterwards.
struct AwaitedAddressHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: SignInContext) async throws -> Response {
        let secret = try context.facts.parameter("secret")
        return try page(context, try await live(secret, context.address), FormReading())
    }

    func mail(_ form: Form, _ context: SignInContext) async throws -> Response {
        try form.only([])
        let secret = try context.facts.parameter("secret")
        if let wait = site.limits.waitToSend(client: context.facts.limitKey) { throw site.tooMany(wait) }
        let browser = try context.address ?? site.installation.newBrowserSecret()
        let mailed = try await site.installation.mailAwaitedAddressCode(
            to: .link(secret, browser: browser), from: context.facts.signInPlace)
        switch mailed {
        case .mailed:
            var response = Response.seeOther(Self.path(secret))
            site.cookies.set(.address, to: browser, in: &response)
            return response
        case .tooMany(let until):
            throw Refusal.tooMany(until: until, now: site.installation.now(), wayOn: Self.back(secret))
        case .over: throw Refusal(.awaitedAddressOver)
        case .unknown: throw Refusal.notFound
        }
    }

    func confirm(_ form: Form, _ context: SignInContext) async throws -> Response {
        try form.only(["code"])
        let secret = try context.facts.parameter("secret")
        let browser = context.address
        var reading = FormReading()
        let entry = reading.read { () throws(Malformed) in try CodeEntry(reading: form.text("code")) }
        guard let entry else { return try page(context, try await live(secret, browser), reading) }
        if let wait = site.limits.waitToSignIn(client: context.facts.limitKey) {
            throw site.tooMany(wait, wayOn: Self.back(secret))
        }
        let confirmed = try await site.installation.confirmAwaitedAddress(
            entry, by: .link(secret, browser: browser), from: context.facts.signInPlace)
        switch confirmed {
        case .confirmed(let person):
            Audit(context.facts, site: site).account(person, "new address confirmed")
            var response = Response.seeOther(Told.addressConfirmed.at("/sign-in"))
            site.cookies.clear(.address, in: &response)
            return response
        case .noCode: return .seeOther(Told.codeOver.at(Self.path(secret)))
        case .unknown: throw Refusal.notFound
        case .over, .wrong(attemptsLeft: 0): throw Refusal(.awaitedAddressOver)
        case .wrong(let left):
            reading.add(.wrongCode(left: left))
            return try page(context, try await live(secret, browser), reading)
        }
    }

    private func live(_ secret: String, _ browser: BrowserSecret?) async throws -> ShownAwaitedAddress {
        guard let shown = try await site.installation.showAwaitedAddress(secret, in: browser) else {
            throw Refusal.notFound
        }
        guard shown.isLive else {
            throw Refusal(shown.awaited.ending == .confirmed ? .awaitedAddressConfirmed : .awaitedAddressOver)
        }
        return shown
    }

    private func page(
        _ context: SignInContext, _ shown: ShownAwaitedAddress, _ reading: FormReading
    ) throws -> Response {
        let path = Self.path(try context.facts.parameter("secret"))
        let page = NewAddressPage(
            frame: try site.workingFrame(
                context, flash: reading.isGood ? Told.flash(context.facts) : nil, errors: reading.summary),
            organisation: site.organisation.name, address: shown.awaited.address.spelling,
            until: When(shown.awaited.expiresAt), mail: "\(path)/codes",
            code: shown.code.map { EmailedCode($0, action: "\(path)/confirmation", field: reading.field("code")) })
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }

    private static func path(_ secret: String) -> String { "/address-changes/\(PercentCoding.encode(secret))" }

    private static func back(_ secret: String) -> Problem.WayOn {
        Problem.WayOn(label: "Back to your new address", path: path(secret))
    }
}

extension Malformed {
    /// Of a code that was typed, with the tries that are left.
    static func wrongCode(left: Int64) -> Malformed {
        Malformed("code", "This is not the code. You can try \(left) more \(left == 1 ? "time" : "times").")
    }
}
