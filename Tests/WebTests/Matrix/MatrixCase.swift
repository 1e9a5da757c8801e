import Actions
import Domain
import Mail
import SQL
import TestSupport
import Testing

@testable import Web

/// A case that has one of everything, made by the actions that staff use.
struct MatrixCase: Sendable {
    /// Words of the case itself, that occur nowhere else.
    let words: [String]
    /// Names and addresses of its contacts: every member of staff knows all people.
    let names: [String]
    /// What a part of a path with this name stands for.
    var objects: [String: String]
    /// A link whose send asks for a code.
    let link: String
    let companionLink: String
    let openLink: String
    let expiredLink: String
    let revokedLink: String
    let contact: EmailAddress
    let companion: EmailAddress

    init(_ mark: String, _ test: TestInstallation, by viewer: Viewer, staff: [Viewer]) async throws {
        let maker = MatrixCaseMaker(mark: mark, test: test, viewer: viewer)
        let (ana, bo) = (try await maker.contact("ana"), try await maker.contact("bo"))
        let caseFile = try await maker.open("", people: [ana, bo], staff: staff)
        let closed = try await maker.open("closed-", people: [], staff: staff)
        let draft = try await maker.draft(in: caseFile, files: ["\(mark)-draft.pdf"])
        let submitted = try await maker.draft(in: caseFile, files: [])
        _ = try await test.installation.submitUpdate(submitted, by: viewer)
        let group = try await maker.group()
        let hidden = try await maker.draft(in: caseFile, files: ["\(mark)-note.pdf"], group: group)
        _ = try await test.installation.validateUpdate(hidden, by: viewer)
        let update = try await maker.draft(in: caseFile, files: ["\(mark)-evidence.pdf"])
        _ = try await test.installation.validateUpdate(update, by: viewer)
        _ = try await test.installation.setStatus(.closed, of: closed, by: viewer)
        let expired = try await maker.send(update, to: [ana], lifetime: LinkLifetime(stored: LinkLifetime.shortest))
        test.world.pass(.minutes(16))
        let visitor = Visitor(session: nil, staff: nil, client: ClientTrace(address: "192.0.2.9", userAgent: ""))
        try await test.installation.askForRenewal(expired.tokens[0], by: visitor)
        let locked = try await maker.send(update, to: [ana, bo], associates: false)
        let open = try await maker.send(update, to: [ana], verification: false)
        let revoked = try await maker.send(update, to: [ana])
        _ = try await test.installation.revokeLinks(.send(revoked.id), by: viewer)
        let waiting = try await maker.waitingSend(update, to: ana)
        try await test.suspend(expired.links[0], for: maker.address("ana"))
        let files = try await (maker.file(of: draft), maker.file(of: update))
        let delegations = try await maker.delegations(waiting: locked.deliveries[0], approved: open.deliveries[0])
        words = ["\(mark)-"]
        names = ["ana.\(mark)", "bo.\(mark)", "lee.\(mark)", "Ana \(mark)", "Bo \(mark)", "Lee \(mark)"]
        link = locked.tokens[0]
        companionLink = locked.tokens[1]
        openLink = open.tokens[0]
        expiredLink = expired.tokens[0]
        revokedLink = revoked.tokens[0]
        contact = try maker.address("ana")
        companion = try maker.address("bo")
        let shown = try await test.installation.showPerson(ana, to: viewer)
        let members = try DistributionGroupDetails(
            name: "The \(mark)-group", members: [.person(ana), .role(.affiliateContact)])
        guard
            case .kept(let distribution) = try await test.installation.addDistributionGroup(
                members, for: caseFile, by: viewer)
        else {
            throw MatrixCaseMaker.NotMade()
        }
        let manager = staff.first { $0.rights.mayValidate && !$0.rights.mayAdminister } ?? viewer
        let told = try await test.installation.listNotifications(NotificationFilter(), to: manager).items
        guard let notification = told.first(where: { $0.notification.kind == .updateSubmitted }) else {
            throw MatrixCaseMaker.NotMade()
        }
        objects = [
            "notification": notification.notification.id.text,
            "personVersion": shown?.version.text ?? "",
            "caseVersion": try await test.installation.findLabelledCase(caseFile, for: viewer)?.version.text ?? "",
            "case": caseFile.text, "closed": closed.text,
            "person": ana.text, "companionPerson": bo.text, "distributionGroup": distribution.text,
            "update": update.text,
            "draft": draft.text, "submitted": submitted.text, "internal": hidden.text, "group": group.text,
            "preset": try await maker.preset().text, "team": try await maker.team().text,
            "caseType": try await maker.caseType().text,
            "statusChange": try await maker.statusChange(closed).text,
            "internalFile": try await maker.file(of: hidden).text, "attachment": files.1.text,
            "draftFile": files.0.text, "send": locked.id.text,
            "waitingSend": waiting.text,
            "delivery": locked.deliveries[0].text, "companionDelivery": locked.deliveries[1].text,
            "expiredDelivery": expired.deliveries[0].text, "link": locked.links[0].text,
            "suspendedLink": expired.links[0].text,
            "renewal": try await maker.renewal(of: expired.deliveries[0]).text, "token": link,
            "template": "notice", "delegation": delegations.waiting.text, "letIn": delegations.approved.text,
        ]
    }
}

/// Makes the parts of a case.
struct MatrixCaseMaker: Sendable {
    let mark: String
    let test: TestInstallation
    let viewer: Viewer

    struct Sent {
        let id: ID<Send>
        let deliveries: [ID<Delivery>]
        let links: [ID<FileLink>]
        let tokens: [String]
    }

    struct NotMade: Error {}

    func address(_ name: String) throws -> EmailAddress { try EmailAddress(reading: "\(name).\(mark)@client.example") }

    func contact(_ name: String) async throws -> ID<Person> {
        let full = "\(name.prefix(1).uppercased())\(name.dropFirst()) \(mark)"
        let details = try PersonDetails(name: full, email: try address(name).spelling, aliases: "")
        guard case .kept(let id, _) = try await test.installation.addPerson(details, kind: .contact, by: viewer) else {
            throw NotMade()
        }
        return id
    }

    func open(_ kind: String, people: [ID<Person>], staff: [Viewer]) async throws -> ID<CaseFile> {
        let details = try CaseDetails(reference: "\(mark)-\(kind)reference", title: "The \(mark)-\(kind)matter")
        guard case .kept(let id) = try await test.installation.openCase(details, by: viewer) else { throw NotMade() }
        for person in people { _ = try await test.installation.assign(person, as: .clientContact, to: id, by: viewer) }
        for colleague in staff {
            _ = try await test.installation.assign(colleague.person, as: .employee, to: id, by: viewer)
        }
        return id
    }

    /// A kind of cases.
    func caseType() async throws -> ID<CaseType> {
        let name = try CaseTypeName(reading: "The \(mark) type")
        guard case .kept(let id) = try await test.installation.addCaseType(name, by: viewer) else { throw NotMade() }
        return id
    }

    /// An act that found the case closed, on which a hold is put.
    func statusChange(_ closed: ID<CaseFile>) async throws -> ID<CaseStatusChange> {
        _ = try await test.installation.placeHold(reason: "\(mark)-order", on: closed, by: viewer)
        let id = try test.installation.newStatusChange()
        _ = try await test.installation.changeStatuses(.closed, of: [closed], as: id, by: viewer)
        return id
    }

    /// A preset for everybody.
    func preset() async throws -> ID<Preset> {
        let text = try PresetText(
            name: "The \(mark) preset", group: AccessGroup.standard, title: "Of {{Date.today}}", body: "Seen.")
        guard case .kept(let id) = try await test.installation.addPreset(text, by: viewer) else { throw NotMade() }
        return id
    }

    /// A team of nobody.
    func team() async throws -> ID<Team> {
        let details = try TeamDetails(name: "The \(mark) team", kind: .team, members: [])
        guard case .kept(let id) = try await test.installation.addTeam(details, by: viewer) else { throw NotMade() }
        return id
    }

    /// An access group for managers alone.
    func group() async throws -> ID<AccessGroup> {
        let details = try AccessGroupDetails(
            name: "The \(mark) group", audience: [.manager], requiresValidation: true, isPartOfDocuments: false)
        guard case .kept(let id) = try await test.installation.addAccessGroup(details, by: viewer) else {
            throw NotMade()
        }
        return id
    }

    func draft(
        in caseFile: ID<CaseFile>, files: [String], group: ID<AccessGroup>? = nil
    ) async throws -> ID<CaseUpdate> {
        let text = try UpdateText(
            title: "What \(mark)-happened", body: "He saw the \(mark)-crates.", group: group)
        guard case .written(let id, _) = try await test.installation.writeUpdate(text, in: caseFile, by: viewer) else {
            throw NotMade()
        }
        for name in files {
            guard
                case .upload(let upload) = try await test.installation.beginUpload(
                    to: id, name: name, type: "application/pdf", by: viewer)
            else { throw NotMade() }
            _ = try await upload.append(Array("\(mark)-content".utf8))
            _ = try await upload.finish()
        }
        return id
    }

    func file(of update: ID<CaseUpdate>) async throws -> ID<Domain.Attachment> {
        try #require(try await test.installation.showUpdate(update, to: viewer)?.shown.attachments.first?.id)
    }

    /// One whose mail waits for its time.
    func waitingSend(_ update: ID<CaseUpdate>, to person: ID<Person>) async throws -> ID<Send> {
        let options = SendOptions(
            identityVerification: true, associateOtherRecipients: false, linkLifetime: .standard, additionalNote: nil)
        let request = SendRequest(
            update: update, recipients: RecipientChoice([person]), options: options,
            key: try test.installation.newRequestKey())
        guard case .sent(let id) = try await test.installation.sendUpdate(request, by: viewer) else { throw NotMade() }
        let later = test.world.now() + .days(2)
        try await test.write { transaction in
            try transaction.run(
                """
                UPDATE outbox SET next_attempt_at = \(later.milliseconds)
                WHERE delivery_id IN (SELECT id FROM deliveries WHERE send_id = \(id.text))
                """)
        }
        return id
    }

    func send(
        _ update: ID<CaseUpdate>, to people: [ID<Person>], verification: Bool = true, associates: Bool = true,
        lifetime: LinkLifetime = .standard
    ) async throws -> Sent {
        let options = SendOptions(
            identityVerification: verification, associateOtherRecipients: associates, linkLifetime: lifetime,
            additionalNote: "Mind the \(mark)-note.")
        let request = SendRequest(
            update: update, recipients: RecipientChoice(people), options: options,
            key: try test.installation.newRequestKey())
        guard case .sent(let id) = try await test.installation.sendUpdate(request, by: viewer) else { throw NotMade() }
        let mails = await test.deliverMail()
        let found = try #require(try await test.installation.showSend(id, to: viewer))
        let deliveries = try people.map { person in
            try #require(found.deliveries.first { $0.delivery.recipient == person })
        }
        let tokens = try deliveries.map { delivery in
            try #require(mails.first { $0.recipient == delivery.delivery.address }?.tokens.first)
        }
        return Sent(
            id: id, deliveries: deliveries.map(\.delivery.id), links: deliveries.map(\.links[0].id), tokens: tokens)
    }

    func renewal(of delivery: ID<Delivery>) async throws -> ID<Renewal> {
        try #require(try await test.installation.showDelivery(delivery, to: viewer)?.waitingRenewals.first?.id)
    }
}

extension MatrixCaseMaker {
    /// A recipient's request that waits, and one by which somebody was let in.
    func delegations(
        waiting: ID<Delivery>, approved: ID<Delivery>
    ) async throws -> (waiting: ID<Delegation>, approved: ID<Delegation>) {
        let asked = try await test.delegation(
            of: waiting, for: "Dee \(mark)-delegate", at: "dee.\(mark)@counsel.example")
        let letIn = try await test.delegation(of: approved, for: "Lee \(mark)", at: "lee.\(mark)@counsel.example")
        let decided = try await test.installation.approveDelegate(letIn, as: .new, by: viewer)
        guard decided == .done else { throw NotMade() }
        return (asked, letIn)
    }
}
