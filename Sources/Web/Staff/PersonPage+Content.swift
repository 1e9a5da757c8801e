import Actions
import Domain

extension PersonPage {
    /// `service` is the name of the organisation's own sign-in service.
    init(
        _ shown: ShownPerson, for viewer: Viewer, frame: WorkingFrame, portal: Portal?, service: String?, now: Moment
    ) {
        let person = shown.person
        self.init(
            frame: frame, name: person.name, kind: person.kind.word, role: shown.account?.words,
            may: shown.account?.rights.words,
            coordinator: shown.coordinator.map(Coordinator.init), teams: Self.words(shown.teams),
            edit: shown.mayBeChanged ? "/people/\(person.id)/edit" : nil,
            archivedAt: shown.mergedInto == nil ? person.archivedAt.map { When($0) } : nil,
            mergedInto: shown.mergedInto.map {
                MergedLink(name: $0.name, path: "/people/\($0.id)", at: person.archivedAt.map { When($0) })
            },
            merged: shown.merged.map { MergedLink(name: $0.name, path: "/people/\($0.id)", at: When($0.at)) },
            merge: shown.mayBeChanged && person.kind != .staff ? "/people/\(person.id)/merge" : nil,
            archive: Self.archive(shown),
            notifications: person.kind != .staff || viewer.rights.mayAdminister
                ? "/people/\(person.id)/notifications" : nil,
            addresses: person.addresses.enumerated().map { position, address in
                let isShared = person.sharedAddresses.contains(address)
                return Address(
                    address: address.spelling, isPrimary: position == 0,
                    status: Self.health(of: address, in: shown.deliveries),
                    sharedNotice: isShared ? .sharedAddress : nil,
                    mark: shown.mayBeChanged ? Self.mark(address, of: person, isShared: isShared) : nil)
            },
            cases: shown.cases.map(CaseRow.init),
            deliveries: shown.deliveries.map { sent in
                DeliveryRow(
                    path: "/deliveries/\(sent.delivery.id)", updateTitle: sent.updateTitle,
                    sentAt: When(sent.delivery.createdAt), status: .sent(sent))
            },
            access: shown.account != nil && viewer.rights.mayAdminister
                ? Access(shown, path: "/people/\(person.id)", viewer: viewer, service: service, now: now) : nil,
            portal: portal)
    }

    /// `Team North, Circle Fraud`; nil where they belong to none.
    private static func words(_ teams: [Team]) -> String? {
        let names = teams.filter { $0.archivedAt == nil }.map { "\($0.kind.word) \($0.name)" }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    private static func archive(_ shown: ShownPerson) -> PostButton? {
        let path = "/people/\(shown.person.id)/archive"
        if shown.mayBeArchived { return PostButton("Archive", action: path, isDangerous: true) }
        return shown.mayBeKept && shown.person.archivedAt != nil && shown.mergedInto == nil
            ? PostButton("Bring back", action: "\(path)/deletion") : nil
    }

    private static func mark(_ address: EmailAddress, of person: Person, isShared: Bool) -> PostButton {
        let path = "/people/\(person.id)/shared-addresses\(isShared ? "/deletion" : "")"
        return PostButton(
            isShared ? "Mark as personal" : "Mark as shared",
            action: "\(path)?address=\(PercentCoding.encode(address.spelling))", about: address.spelling)
    }

    /// What the last mail to the address came to, as far as this viewer may see it.
    private static func health(of address: EmailAddress, in deliveries: [ShownPerson.Sent]) -> StatusTag {
        let mailed = deliveries.filter {
            $0.delivery.address == address && $0.delivery.undoneAt == nil && $0.status != .inApp
                && ($0.hasLeft || !$0.isRevoked)
        }
        guard let last = mailed.first else {
            return StatusTag("Not used yet", .idle, .mail)
        }
        switch last.status {
        case .failed: return StatusTag("Mail fails", .bad, .warning)
        case .delayed: return StatusTag("Mail is delayed", .warn, .clock)
        case .queued where !last.isRevoked: return StatusTag("Mail is waiting", .idle, .clock)
        default: return StatusTag("Works", .ok, .check)
        }
    }
}

extension StatusTag {
    /// How far something sent to a person has come, as its own page says it.
    fileprivate static func sent(_ sent: ShownPerson.Sent) -> StatusTag {
        if sent.delivery.undoneAt != nil { return .notSent }
        return sent.isRevoked ? .revoked : StatusTag(sent.status)
    }
}

extension PersonPage.Access {
    fileprivate init(_ shown: ShownPerson, path: String, viewer: Viewer, service: String?, now: Moment) {
        self.init(
            email: shown.person.primaryAddress?.spelling, tokens: shown.tokens.map(TokenRow.init),
            lines: Self.lines(shown, path: path, viewer: viewer, service: service, now: now),
            sessions: shown.sessions.map {
                SessionRow($0, isThis: $0.id == viewer.session, under: "\(path)/sessions")
            },
            endAll: shown.sessions.isEmpty
                ? nil : PostButton("End all sessions", action: "\(path)/sessions/deletion", isDangerous: true))
    }

    private static func lines(
        _ shown: ShownPerson, path: String, viewer: Viewer, service: String?, now: Moment
    ) -> [AccessLine] {
        var lines: [AccessLine] = [.account(shown, isOwn: shown.person.id == viewer.person, path: path)]
        if let awaited = shown.awaited { lines.append(.awaited(awaited, path: path)) }
        if shown.account?.disabledAt == nil { lines.append(.password(shown, path: path, now: now)) }
        lines.append(.factor(isOn: shown.hasFactor, path: path))
        if let account = shown.provider {
            lines.append(.provider(account, name: service ?? account.issuer, path: path))
        }
        if let until = shown.lockedUntil { lines.append(.lock(until, path: path)) }
        return lines
    }
}

extension PersonPage.Coordinator {
    fileprivate init(_ person: Person) {
        self.init(
            name: person.name, path: "/people/\(person.id)", notice: person.archivedAt == nil ? nil : .archived)
    }
}

extension StaffAccount {
    var words: String { disabledAt == nil ? role.rawValue : "role \(role.rawValue), account closed" }
}
