import Actions
import Domain
import TestSupport
import Testing

/// Somebody who was let in, and lost what they need while their request was still coming.
@Suite struct PresentViewerTests {
    private struct Office {
        let test: TestInstallation
        let file: SentFile
        let viewer: Viewer
        let draft: ID<CaseUpdate>
        let colleague: Viewer

        init(_ engine: Engine, _ loss: LostStanding) async throws {
            test = try await TestInstallation(engine)
            file = try await test.sentFile()
            let boss = try await test.staff("Bo Boss", email: "bo@firm.example", role: .owner)
            viewer = loss.isOfProgram ? try await test.program(of: boss) : boss
            draft = try await test.draft(in: file.caseFile, by: viewer).id
            colleague = try await test.staff("Cy", email: "cy@firm.example", role: .staff)
        }

        /// Everything that staff change, by its name.
        var writes: [(name: String, write: @Sendable () async throws -> String)] {
            get async throws {
                let (installation, viewer, file, draft) = (test.installation, viewer, file, draft)
                let (colleague, contact) = (colleague.person, file.contact.id)
                let history = try await test.history(file)
                let (delivery, link) = (history.tracked.delivery.id, history.tracked.links[0].id)
                let organisation = installation.organisation
                let new = try NewStaff(
                    name: "Ny", email: "ny@firm.example", role: .owner, password: nil, organisation: organisation)
                let details = try PersonDetails(name: "Dee", email: "dee@client.example")
                let (matter, text) = (
                    try CaseDetails(reference: "77", title: "T"), try UpdateText(title: "T", body: "x")
                )
                let caseFile = file.caseFile.id
                let send = SendRequest(
                    update: file.update.id, recipients: RecipientChoice([contact]),
                    options: SendOptions(
                        identityVerification: true, associateOtherRecipients: false, linkLifetime: .standard,
                        additionalNote: nil), key: "again")
                return [
                    ("add staff", { "\(try await installation.addStaff(new, by: viewer))" }),
                    (
                        "change staff",
                        { "\(try await installation.changeStaff(colleague, .init(role: .owner), by: viewer))" }
                    ),
                    ("add person", { "\(try await installation.addPerson(details, kind: .contact, by: viewer))" }),
                    (
                        "change person",
                        { "\(try await installation.changePerson(contact, PersonChange(details), by: viewer))" }
                    ),
                    ("open case", { "\(try await installation.openCase(matter, by: viewer))" }),
                    ("change case", { "\(try await installation.changeCase(caseFile, to: matter, by: viewer))" }),
                    ("close case", { "\(try await installation.setStatus(.closed, of: caseFile, by: viewer))" }),
                    (
                        "assign",
                        {
                            "\(try await installation.assign(colleague, as: .investigator, to: caseFile, by: viewer))"
                        }
                    ),
                    (
                        "make primary",
                        { "\(try await installation.makePrimary(contact, of: caseFile, by: viewer))" }
                    ),
                    ("add case type", { "\(try await installation.addCaseType(.init(reading: "X"), by: viewer))" }),
                    ("keep", { "\(try await installation.setRetention(nil, of: caseFile, by: viewer))" }),
                    ("hold", { "\(try await installation.placeHold(reason: "x", on: caseFile, by: viewer))" }),
                    (
                        "close several",
                        {
                            let id = try installation.newStatusChange()
                            let done = try await installation.changeStatuses(
                                .closed, of: [caseFile], as: id, by: viewer)
                            return "\(done)"
                        }
                    ),
                    ("unassign", { "\(try await installation.unassign(contact, from: caseFile, by: viewer))" }),
                    ("write", { "\(try await installation.writeUpdate(text, in: caseFile, by: viewer))" }),
                    ("rewrite", { "\(try await installation.changeUpdate(draft, to: text, version: 1, by: viewer))" }),
                    ("validate", { "\(try await installation.validateUpdate(draft, by: viewer))" }),
                    ("send", { "\(try await installation.sendUpdate(send, by: viewer))" }),
                    ("resend", { "\(try await installation.resendNotice(of: delivery, by: viewer))" }),
                    (
                        "extend",
                        { "\(try await installation.extendLinks(of: delivery, by: .standard, viewer: viewer))" }
                    ),
                    ("revoke", { "\(try await installation.revokeLinks(.link(link), by: viewer))" }),
                    ("reissue", { "\(try await installation.reissueLink(link, by: viewer))" }),
                    ("allow", { "\(try await installation.allowAddress(of: delivery, by: viewer))" }),
                ]
            }
        }
    }

    @Test(
        "AU-03: whatever staff change is refused when they lose their standing before it is written",
        arguments: Engine.all, LostStanding.allCases)
    func writes(_ engine: Engine, _ loss: LostStanding) async throws {
        let office = try await Office(engine, loss)
        let writes = try await office.writes
        try await office.test.take(loss, from: office.viewer)
        for (name, write) in writes {
            if loss.isStillThere {
                #expect(try await write() == "notAllowed", "\(name)")
            } else {
                await #expect(throws: ViewerGone.self, "\(name)") { _ = try await write() }
            }
        }
        #expect(try await office.test.events(office.file) == [.queued, .sent])
    }

    @Test(
        "AU-03, UD-11: an upload whose sender loses their standing meanwhile attaches nothing, and leaves nothing",
        arguments: Engine.all, LostStanding.allCases)
    func upload(_ engine: Engine, _ loss: LostStanding) async throws {
        let office = try await Office(engine, loss)
        let installation = office.test.installation
        guard
            case .upload(let upload) = try await installation.beginUpload(
                to: office.draft, name: "a.txt", type: "text/plain", by: office.viewer),
            try await upload.append([1, 2, 3])
        else {
            Issue.record("The upload should begin.")
            return
        }
        try await office.test.take(loss, from: office.viewer)
        if loss.isStillThere {
            #expect(try await upload.finish() == .refused(.notAllowed))
        } else {
            await #expect(throws: ViewerGone.self) { _ = try await upload.finish() }
        }
        let shown = try await installation.showUpdate(office.draft, to: office.file.viewer)
        #expect(shown?.shown.attachments.isEmpty == true)
    }

    @Test("AU-03, UD-01: a long upload keeps its session alive, and is cut within a minute of its end")
    func longUpload() async throws {
        let office = try await Office(.sqlite, .ended)
        guard
            case .upload(let upload) = try await office.test.installation.beginUpload(
                to: office.draft, name: "a.txt", type: "text/plain", by: office.viewer)
        else {
            Issue.record("The upload should begin.")
            return
        }
        for _ in 0..<4 {
            office.test.world.pass(.minutes(20))
            #expect(try await upload.append([1]))
        }
        try await office.test.take(.ended, from: office.viewer)
        office.test.world.pass(.minutes(1))
        await #expect(throws: ViewerGone.self) { _ = try await upload.append([1]) }
        await upload.abandon()
    }
}
