import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/updates/{update}/sends`: choosing recipients, looking once more, sending.
struct SendHandlers: Sendable {
    let site: Site

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await dialog(context, try await earlier(context), FormReading())
    }

    /// As an earlier send of the update was, with `?from=` its id.
    private func earlier(_ context: StaffContext) async throws -> SendEntry? {
        let earlier = context.facts.query("from").flatMap { try? ID<Send>(reading: $0) }
        guard let earlier, let sent = try await site.installation.showSend(earlier, to: context.viewer),
            try sent.update.id == context.facts.id("update")
        else { return nil }
        return SendEntry(like: sent, in: site.organisation)
    }

    /// Back from the check page, with everything chosen.
    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await dialog(context, SendEntry(reading: form, withKey: true), FormReading())
    }

    /// Shows what would go out; sends nothing.
    func check(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await checkPage(SendEntry(reading: form, withKey: false), FormReading(), context)
    }

    /// The same request sent twice leads to the one send it made.
    func send(_ form: Form, _ context: StaffContext) async throws -> Response {
        let entry = try SendEntry(reading: form, withKey: true)
        var reading = FormReading()
        guard let options = entry.options(for: site.organisation, &reading), let checked = entry.checked else {
            return try await dialog(context, entry, reading)
        }
        let request = SendRequest(
            update: try context.facts.id("update"), recipients: entry.choice, options: options, key: checked.key)
        switch try await site.installation.sendUpdate(request, by: context.viewer) {
        case .sent(let id):
            let told: Told = site.organisation.undoWindow > .zero ? .waiting : .sent
            return .seeOther(told.at("/sends/\(id)"))
        case .wouldLeaveOut:
            reading.add(Malformed("leave-out", "Tick the box that leaves them out, or change the recipients."))
            return try await checkPage(entry, reading, context)
        case .changedMeanwhile:
            reading.add(Malformed("recipients", "The groups come to other people now. Look at them again."))
            return try await checkPage(entry, reading, context)
        case let obstacle: return try await refused(obstacle, entry, context)
        }
    }

    /// `reading` tells what kept it from being sent.
    private func checkPage(
        _ entry: SendEntry, _ reading: FormReading, _ context: StaffContext
    ) async throws -> Response {
        var reading = reading
        let isNew = reading.isGood
        let options = entry.options(for: site.organisation, &reading)
        if entry.choice.isEmpty { reading.add(Malformed("recipients", "Choose at least one recipient.")) }
        guard let options, reading.isGood || !isNew else { return try await dialog(context, entry, reading) }
        let checked = try await site.installation.checkSend(
            of: context.facts.id("update"), to: entry.choice, options: options, by: context.viewer)
        switch checked {
        case .ready(let send):
            let hidden = entry.hidden(key: try entry.checked?.key ?? site.installation.newRequestKey(), send)
            let frame = try site.workingFrame(context, at: .cases, errors: reading.summary)
            return site.answer(
                SendCheckPage(
                    send, for: context.viewer, hidden: hidden, leaveOutError: reading.error("leave-out"), frame: frame),
                status: reading.isGood ? .ok : .unprocessableContent)
        case .obstacle(let obstacle): return try await refused(obstacle, entry, context)
        }
    }

    private func refused(
        _ obstacle: SentUpdate, _ entry: SendEntry, _ context: StaffContext
    ) async throws -> Response {
        var reading = FormReading()
        switch obstacle {
        case .noRecipients: reading.add(Malformed("recipients", entry.nobodyWords))
        case .mailNotAllowed:
            reading.add(Malformed("mail", "Your organisation does not allow this any more. Choose again."))
        case .tooLargeToAttach(let excess): reading.add(Malformed("mail", excess.words))
        case .unknownGroup: reading.add(Malformed("recipients", "One of the groups is gone. Choose again."))
        case .refused(let people): reading.add(Malformed("recipients", people.map(\.words).joined(separator: " ")))
        default: throw Self.refusal(obstacle, of: try context.facts.id("update"))
        }
        return try await dialog(context, entry, reading)
    }

    private func dialog(
        _ context: StaffContext, _ typed: SendEntry?, _ reading: FormReading
    ) async throws -> Response {
        let prepared = try await site.installation.prepareSend(of: context.facts.id("update"), by: context.viewer)
        guard case .choices(let choices) = prepared else {
            if case .obstacle(let obstacle) = prepared {
                throw Self.refusal(obstacle, of: try context.facts.id("update"))
            }
            throw Refusal.notFound
        }
        let entry = typed ?? SendEntry(standardFor: choices, in: site.organisation)
        let frame = try site.workingFrame(context, at: .cases, errors: reading.summary)
        let life = reading.choice("life", LinkLifeChoices(site.organisation).choices(chosen: entry.life))
        return site.answer(
            SendFormPage(choices, entry, reading, life: life, for: context.viewer, frame: frame),
            status: reading.isGood ? .ok : .unprocessableContent)
    }

    private static func refusal(_ obstacle: SentUpdate, of update: ID<CaseUpdate>) -> Refusal {
        switch obstacle {
        case .notAllowed: .status(403)
        case .notValidated:
            Refusal(
                Problem(
                    409, "This update is not validated", "Only a validated update can be sent. Validate it first.",
                    wayOn: Problem.WayOn(label: "Open the update", path: "/updates/\(update)")))
        case .closed:
            Refusal(
                Problem(
                    409, "This case is closed",
                    "Nothing is sent from a closed case. Open it again first, or send from another case."))
        case .noContactLine:
            Refusal(
                Problem(
                    409, "Nobody can be reached yet",
                    "Recipients' pages name a contact of your organisation. Set it in the configuration first."))
        default: .notFound
        }
    }
}

extension SendEntry {
    fileprivate var nobodyWords: String {
        groups.isEmpty
            ? "Choose at least one recipient." : "Nobody of these groups can be sent to. Choose somebody else."
    }
}

extension RefusedRecipient {
    /// Why, in a sentence.
    var words: String {
        switch reason {
        case .archived: "\(name) is archived."
        case .accountClosed: "The account of \(name) is closed."
        case .unknown: "\(name) was chosen, who is not known."
        case .notAssigned: "\(name) is not on this case."
        case .noAddress: "\(name) has no e-mail address."
        case .notInAudience: "The role of \(name) may not see updates of this access group."
        case .stopped: "\(name) said that mail of this case is not for them."
        }
    }

    /// The same about a send that was made.
    var pastWords: String {
        switch reason {
        case .archived: "\(name) was archived."
        case .notInAudience: "The role of \(name) might not see updates of this access group."
        case .accountClosed: "The account of \(name) was closed."
        case .unknown: "Somebody was not known."
        case .notAssigned: "\(name) was not on this case."
        case .noAddress: "\(name) had no e-mail address."
        case .stopped: "\(name) had said that mail of this case is not for them."
        }
    }
}
