import Actions
import Domain

/// `/sends`: sending validated updates, and what became of it.
struct SendEndpoints: Sendable {
    let site: Site

    var send: Endpoint {
        .making(
            "sendUpdate", "Send a validated update: one delivery and one notice for each recipient.",
            .json(.sendOptions(site.organisation)), .send, make: { try await Self.send($0).text },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var list: Endpoint {
        .showing(
            "listSends", "The sends of an update, the newest first.", query: Paging.query,
            .page("sends", of: .sendSummary)
        ) {
            call in
            let list = try await call.installation.listSends(
                of: call.id("update"), after: call.after(), limit: call.limit, to: call.viewer)
            guard let list else { return nil }
            try Paging.check(beginsAnew: list.beginsAnew)
            return ["sends": .list(list.sends.map { JSON($0) }), "next": JSON(list.next)]
        }
    }

    var show: Endpoint {
        .showing(
            "showSend", "A send: each recipient's mail, links and files, and everything that happened.", .send
        ) { try await Self.shown($0, $0.id("send")) }
    }

    var revoke: Endpoint {
        .changing("revokeSend", "Revoke all links of a send, at once and for good.", .none, .send) { call in
            let id: ID<Send> = try call.id("send")
            try LinkChange.check(await call.installation.revokeLinks(.send(id), by: call.viewer), mayBeDone: true)
            return try await Self.shown(call, id)
        }
    }

    var undo: Endpoint {
        .changing(
            "undoSend", "Take a send back before its mails leave: they never do, and its links open nothing.", .none,
            problems: [403, 409], .send
        ) { call in
            let id: ID<Send> = try call.id("send")
            switch try await call.installation.undoSend(id, by: call.viewer) {
            case .unknown: throw Refusal.notFound
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .tooLate:
                throw ApiRefusal.conflict(
                    "too-late", "The mails have left", "Nothing was changed. Revoke the links instead.")
            case .undone: return try await Self.shown(call, id)
            }
        }
    }

    /// As the caller says, else as somebody asks. Who may not see the update is told so by sending it.
    private static func verification(of update: ID<CaseUpdate>, _ call: Call) async throws -> Bool {
        if let said = call.body.optionalFlag("identityVerification") { return said }
        return try await call.installation.verificationDefault(of: update, for: call.viewer)?.isAsked ?? true
    }

    private static func send(_ call: Call) async throws -> ID<Send> {
        let body = call.body
        let recipients = try body.texts("recipients").map { try ID<Person>(reading: $0) }
        let groups = try body.texts("groups").map { try ID<DistributionGroup>(reading: $0) }
        let update: ID<CaseUpdate> = try call.id("update")
        let options = SendOptions(
            identityVerification: try await verification(of: update, call),
            associateOtherRecipients: body.optionalFlag("associateOtherRecipients") ?? true,
            linkLifetime: try LinkLifetime(
                reading: body.optionalInteger("linkLifetimeSeconds") ?? 0,
                maximum: call.site.organisation.longestLinkLifetime),
            additionalNote: try note(body.optionalText("additionalNote") ?? ""),
            mail: try await mail(body.optionalText("mail"), call))
        let request = SendRequest(
            update: update,
            recipients: RecipientChoice(
                recipients, groups: groups,
                agreement: body.optionalFlag("leaveOut") ?? false ? .leavingOut : .nothing), options: options,
            key: try call.installation.newRequestKey())
        switch try await call.installation.sendUpdate(request, by: call.viewer) {
        case .sent(let id): return id
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .unknownGroup:
            throw ApiRefusal.mistake("groups", "Name groups of this case or of the organisation that are not archived.")
        case .wouldLeaveOut(let left):
            throw ApiRefusal.conflict(
                "would-leave-out", "Members of the groups cannot be sent to",
                left.map(\.words).joined(separator: " ")
                    + " Nothing was sent to anybody. Say \"leaveOut\": true to send to the others.")
        case .changedMeanwhile:
            throw ApiRefusal.conflict("changed", "The groups changed", "Nothing was sent. Send again.")
        case .mailNotAllowed:
            throw ApiRefusal.mistake(
                "mail", "The organisation allows notices only. Say \"notice\", or ask an administrator.")
        case .tooLargeToAttach(let excess): throw ApiRefusal.mistake("mail", excess.words)
        case .noRecipients: throw ApiRefusal.mistake("recipients", "Name at least one recipient.")
        case .refused(let refused): throw refusal(refused, recipients)
        case .closed: throw ApiRefusal.closed
        case .notValidated:
            throw ApiRefusal.conflict(
                "not-validated", "The update is not validated",
                "Only a validated update can be sent. Validate it first.")
        case .noContactLine:
            throw ApiRefusal.conflict(
                "no-contact", "Nobody can be reached yet",
                "Recipients' pages name a contact of the organisation. Set it in the configuration first.")
        }
    }

    /// As usual for the organisation, unless it is said.
    private static func mail(_ word: String?, _ call: Call) async throws -> MailContent {
        if let word, let content = MailContent(rawValue: word) { return content }
        return try await call.installation.showMailPolicy(to: call.viewer).policy.usual
    }

    private static func note(_ text: String) throws(ApiRefusal) -> String? {
        do {
            return try SendOptions.note(reading: text)
        } catch {
            throw .mistake("additionalNote", error.remedy)
        }
    }

    /// Each of the refused at their place among the recipients.
    private static func refusal(_ refused: [RefusedRecipient], _ recipients: [ID<Person>]) -> ApiRefusal {
        let list = JSONPointer.whole.member("recipients")
        return .mistakes(
            refused.map { person in
                Mistake(
                    recipients.firstIndex(of: person.person).map(list.item) ?? list,
                    "\(person.words) Nothing was sent to anybody.")
            })
    }

    private static func shown(_ call: Call, _ id: ID<Send>) async throws -> JSON? {
        try await call.installation.showSend(id, to: call.viewer).map { JSON($0) }
    }
}

/// What is answered to changes of links.
enum LinkChange {
    /// `mayBeDone`: whether it is as good if it was so already.
    static func check(_ change: ChangedLinks, mayBeDone: Bool = false) throws {
        switch change {
        case .done: return
        case .nothingToDo: if !mayBeDone { throw ApiRefusal.nothingToDo }
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        }
    }
}
