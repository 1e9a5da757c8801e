import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/account/addresses/awaited`: what whoever holds an account does about the address that an administrator wants it to have.
struct OwnAwaitedAddressHandlers: Sendable {
    let site: Site

    private static let path = "/account/addresses"

    func mail(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let mailed = try await site.installation.mailAwaitedAddressCode(
            to: .account(context.viewer), from: context.facts.signInPlace)
        switch mailed {
        case .mailed: return .seeOther(Self.path)
        case .over, .unknown: return .seeOther(Told.noChange.at(Self.path))
        case .tooMany(let until):
            let wayOn = Problem.WayOn(label: "Back to your addresses", path: Self.path)
            throw Refusal.tooMany(until: until, now: site.installation.now(), wayOn: wayOn)
        }
    }

    func confirm(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["code"])
        var reading = FormReading()
        let entry = reading.read { () throws(Malformed) in try CodeEntry(reading: form.text("code")) }
        guard let entry else { return try await page(context, reading) }
        let confirmed = try await site.installation.confirmAwaitedAddress(
            entry, by: .account(context.viewer), from: context.facts.signInPlace)
        switch confirmed {
        case .confirmed: return .seeOther(Told.addressChanged.at(Self.path))
        case .noCode: return .seeOther(Told.codeOver.at(Self.path))
        case .over, .unknown, .wrong(attemptsLeft: 0): return .seeOther(Told.noChange.at(Self.path))
        case .wrong(let left):
            reading.add(.wrongCode(left: left))
            return try await page(context, reading)
        }
    }

    func decline(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let declined = try await site.installation.declineAwaitedAddress(by: context.viewer)
        return .seeOther((declined ? Told.addressDeclined : .noChange).at(Self.path))
    }

    private func page(_ context: StaffContext, _ reading: FormReading) async throws -> Response {
        try await AddressHandlers(site: site).page(context, reading)
    }
}
