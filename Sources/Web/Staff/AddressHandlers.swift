import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/account/addresses`: one's own addresses, each verified by a code that is mailed there.
struct AddressHandlers: Sendable {
    let site: Site

    private static let path = "/account/addresses"

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, FormReading())
    }

    func ask(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["email", "place"])
        var reading = FormReading()
        let address = reading.read { () throws(Malformed) in try Typed.address(form.text("email")) }
        let place = AddressPlace(rawValue: form.text("place"))
        if place == nil { reading.add(Malformed("place", "Choose what the address is for.")) }
        guard let address, let place else { return try await page(context, reading, form) }
        let asked = try await site.installation.askForAddress(
            address, as: place, by: context.viewer, from: context.facts.signInPlace)
        switch asked {
        case .mailed: return .seeOther(Self.path)
        case .nothingToDo: reading.add(Malformed("email", "This is your address already."))
        case .addressTaken: reading.add(Malformed("email", "Another account signs in with this address."))
        case .tooMany(let until):
            let wayOn = Problem.WayOn(label: "Back to your addresses", path: Self.path)
            throw Refusal.tooMany(until: until, now: site.installation.now(), wayOn: wayOn)
        }
        return try await page(context, reading, form)
    }

    func confirm(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["code"])
        var reading = FormReading()
        let entry = reading.read { () throws(Malformed) in try CodeEntry(reading: form.text("code")) }
        guard let entry else { return try await page(context, reading) }
        let confirmed = try await site.installation.confirmAddress(
            entry, by: context.viewer, from: context.facts.signInPlace)
        switch confirmed {
        case .confirmed(.primary): return .seeOther(Told.addressChanged.at(Self.path))
        case .confirmed(.alias): return .seeOther(Told.addressAdded.at(Self.path))
        case .over, .wrong(attemptsLeft: 0): return .seeOther(Told.codeOver.at(Self.path))
        case .addressTaken: return .seeOther(Told.noChange.at(Self.path))
        case .wrong(let left):
            reading.add(.wrongCode(left: left))
            return try await page(context, reading)
        }
    }

    func withdraw(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        try await site.installation.withdrawAddress(by: context.viewer)
        return .seeOther(Self.path)
    }

    func remove(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["email"])
        guard let address = try? Typed.address(form.text("email")),
            try await site.installation.removeAlias(address, by: context.viewer)
        else { return .seeOther(Told.noChange.at(Self.path)) }
        return .seeOther(Told.addressRemoved.at(Self.path))
    }

    /// An address that an administrator wants the account to have comes first: it is confirmed or declined.
    func page(_ context: StaffContext, _ reading: FormReading, _ form: Form? = nil) async throws -> Response {
        let own = try await site.installation.showAddresses(to: context.viewer)
        let awaited = try await site.installation.showAwaitedAddress(to: context.viewer)
        let chosen = form?.text("place") ?? AddressPlace.primary.rawValue
        let choices = [
            (AddressPlace.primary, "I sign in with it, and mail goes there"), (.alias, "Another one of mine"),
        ]
        let page = AddressesPage(
            frame: try site.workingFrame(
                context, at: nil, flash: reading.isGood ? Told.flash(context.facts) : nil, errors: reading.summary),
            addresses: own.addresses.enumerated().map { position, address in
                AddressesPage.Row(address: address.spelling, isPrimary: position == 0)
            },
            remove: "\(Self.path)/deletion",
            awaited: awaited.map { AddressesPage.Awaited($0, under: "\(Self.path)/awaited", reading) },
            asked: (awaited == nil ? own.asked : nil).map { change in
                AddressesPage.Asked(
                    address: change.address.spelling, reference: change.reference, until: When(change.expiresAt),
                    action: "\(Self.path)/confirmation", code: reading.field("code"),
                    withdraw: "\(Self.path)/withdrawal")
            },
            ask: own.asked != nil || awaited != nil
                ? nil
                : AddressesPage.Ask(
                    action: Self.path, email: reading.field("email", form?.text("email") ?? ""),
                    place: reading.choice(
                        "place", choices.map { Choice($0.0.rawValue, $0.1, isChosen: $0.0.rawValue == chosen) })))
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}

extension AddressesPage.Awaited {
    fileprivate init(_ shown: ShownAwaitedAddress, under path: String, _ reading: FormReading) {
        self.init(
            address: shown.awaited.address.spelling, asker: shown.asker, askedAt: When(shown.awaited.askedAt),
            until: When(shown.awaited.expiresAt),
            code: shown.code.map { EmailedCode($0, action: "\(path)/confirmation", field: reading.field("code")) },
            mail: PostButton(
                shown.code == nil ? "E-mail me a code" : "E-mail another code", action: "\(path)/codes"),
            decline: PostButton("Decline the change", action: "\(path)/deletion", isDangerous: true))
    }
}
