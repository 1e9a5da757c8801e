import Domain
import Testing

@Suite struct DeliveryStatusTests {
    private let story = Story()

    private func status(_ kinds: EventKind...) -> DeliveryStatus { status(of: story.history(kinds)) }

    private func status(of events: [DeliveryEvent]) -> DeliveryStatus {
        DeliveryStatus(events: events, recipient: story.recipient)
    }

    @Test("TR-14: a notice that is given in the application alone is neither queued nor sent; mailed later, it is")
    func inApp() {
        let story = Story()
        let told = [story.event(.queued, by: .linkHolder, mail: nil)]
        #expect(DeliveryStatus(events: told, recipient: story.recipient) == .inApp)
        let mailed = told + [story.event(.resent), story.event(.sent)]
        #expect(DeliveryStatus(events: mailed, recipient: story.recipient) == .sent)
        let again = mailed + [story.event(.resent, mail: nil)]
        #expect(DeliveryStatus(events: again, recipient: story.recipient) == .inApp)
    }

    @Test("EN-05, EN-07, EN-08, EN-09: the status follows the notice") func plainCourse() {
        #expect(status() == .queued)
        #expect(status(.queued) == .queued)
        #expect(status(.queued, .sent) == .sent)
        #expect(status(.queued, .delayed) == .delayed)
        #expect(status(.queued, .delayed, .sent) == .sent)
        #expect(status(.queued, .sent, .delayed) == .delayed)
        #expect(status(.queued, .sent, .delivered) == .delivered)
        #expect(status(.queued, .failed) == .failed)
    }

    @Test("EN-10, EN-11: once the recipient viewed it, nothing lowers the status, in any order") func viewedIsFinal() {
        let viewed = story.event(.viewed, by: .person(story.recipient, address: nil), mail: nil)
        let others = story.history([.sent, .delayed, .failed, .delivered, .resent])
        for order in permutations(others + [viewed]) { #expect(status(of: order) == .viewed) }
    }

    @Test("EN-10, N-05: only the recipient raises it to viewed", arguments: [0, 1, 2, 3]) func othersDoNot(
        case index: Int
    ) {
        let actors: [Actor] = [.person(story.stranger, address: "x@example.org"), .linkHolder, .machine, .unknown]
        let events = story.history([.queued, .sent]) + [story.event(.viewed, by: actors[index], mail: nil)]
        #expect(status(of: events) == .sent)
    }

    @Test("N-34: reports in any order lead to the same status: a failure shows, then a delivery") func anyOrder() {
        let queued = story.event(.queued)
        for order in permutations([.sent, .delayed, .delivered, .failed] as [EventKind]) {
            #expect(status(of: [queued] + story.history(order)) == .failed)
        }
        for order in permutations([.sent, .delayed, .delivered, .sent] as [EventKind]) {
            #expect(status(of: [queued] + story.history(order)) == .delivered)
        }
    }

    @Test("N-34: a report that comes twice changes nothing") func repeats() {
        #expect(status(.queued, .sent, .delivered, .delivered) == .delivered)
        #expect(status(.queued, .sent, .delivered, .failed, .failed) == .failed)
    }

    @Test("EN-07: sending again starts anew, and what comes later counts") func resend() {
        #expect(status(.queued, .sent, .failed, .resent) == .queued)
        #expect(status(.queued, .sent, .failed, .resent, .sent) == .sent)
        #expect(status(.queued, .sent, .failed, .resent, .sent, .delivered) == .delivered)
        #expect(status(.queued, .failed, .queued, .sent) == .sent)
    }

    @Test("EN-08: mails with codes say nothing about the notice", arguments: EventKind.allCases) func codeMails(
        kind: EventKind
    ) {
        guard kind != .viewed else { return }
        let events = story.history([.queued, .sent, .delivered]) + [story.event(kind, mail: .code)]
        #expect(status(of: events) == .delivered)
    }

    @Test("N-05: visits, codes and downloads are no status of the mail") func otherEvents() {
        let others: [EventKind] = [
            .linkVisited, .codeSent, .codeWrong, .mailboxVerified, .downloadStarted, .downloadCompleted,
            .downloadAborted,
            .linkRevoked, .linkExtended, .renewalRequested, .misdeliveryReported,
        ]
        let events = story.history([.queued, .sent]) + others.map { story.event($0, by: .linkHolder, mail: nil) }
        #expect(status(of: events) == .sent)
    }
}

@Suite struct FileStateTests {
    private let story = Story()

    private func state(_ kinds: EventKind..., by actor: Actor? = nil) -> FileState {
        let by = actor ?? .person(story.recipient, address: "a.client@example.org")
        return FileState(events: kinds.map { story.event($0, by: by, mail: nil) }, recipient: story.recipient)
    }

    @Test("N-08: started, aborted and completed are told apart, and the latest counts until it is complete")
    func course() {
        #expect(state() == .none)
        #expect(state(.downloadStarted) == .started)
        #expect(state(.downloadStarted, .downloadAborted) == .aborted)
        #expect(state(.downloadStarted, .downloadAborted, .downloadStarted) == .started)
        #expect(state(.downloadStarted, .downloadAborted, .downloadCompleted) == .completed)
        #expect(state(.downloadStarted, .downloadCompleted, .downloadStarted, .downloadAborted) == .completed)
        #expect(state(.linkVisited, .viewed, .mailboxVerified) == .none)
    }

    @Test("N-05: machines, staff, other recipients and the unknown raise nothing") func others() {
        for actor in [.machine, .unknown, .person(story.stranger, address: nil)] as [Actor] {
            #expect(state(.downloadStarted, .downloadCompleted, by: actor) == .none)
        }
    }

    @Test("N-27: on an open link the holder counts for the link") func linkHolder() {
        #expect(state(.downloadStarted, .downloadCompleted, by: .linkHolder) == .completed)
    }
}

@Suite struct RightsTests {
    @Test(
        "AU-01: what each role may do",
        arguments: [
            (StaffRole.administrator, [true, true, true, true]), (.owner, [true, true, true, true]),
            (.manager, [true, true, true, false]), (.investigator, [false, true, false, false]),
            (.staff, [false, true, false, false]), (.auditor, [true, false, false, false]),
        ]) func table(role: StaffRole, cells: [Bool])
    {
        let rights = Rights(of: role, RolePermissions.shipped[role])
        #expect([rights.seesEveryCase, rights.mayWriteUpdates, rights.mayValidate, rights.mayAdminister] == cells)
        for may in [
            rights.mayOpenCases, rights.mayChangeCases, rights.maySendUpdates, rights.mayKeepPeople,
            rights.mayKeepPortalAccess,
        ] { #expect(may == rights.mayWriteUpdates) }
        for may in [
            rights.mayKeepRetention, rights.mayKeepTeams, rights.mayKeepPresets, rights.mayKeepCaseTypes,
            rights.mayKeepGroupsOfOrganisation, rights.maySeeUnvalidated(assigned: nil),
        ] { #expect(may == rights.mayValidate) }
        #expect(rights.maySeeCase(assigned: true))
        #expect(rights.maySeeCase(assigned: false) == rights.seesEveryCase)
    }

    @Test("AU-08: an auditor changes nothing and administrators may everything, whatever is kept for them")
    func fixed() {
        let kept = RolePermissions(stored: [
            .administrator: [], .owner: [.openCases], .auditor: Set(Permission.allCases), .staff: [],
        ])
        #expect(kept[.administrator] == Set(Permission.allCases) && kept[.owner] == Set(Permission.allCases))
        #expect(kept[.auditor] == [.seeEveryCase] && kept[.staff] == [])
        #expect(RolePermissions.shipped.gaps == [] && kept[.manager] == RolePermissions.shipped[.manager])
    }

    @Test("AU-08: a permission that is of no use without another one is refused by the name of its role")
    func gaps() throws {
        #expect(throws: Malformed.self) { try RolePermissions.shipped.changing([.staff: [.validateUpdates]]) }
        do {
            _ = try RolePermissions.shipped.changing([.staff: [.keepPortalAccess]])
        } catch {
            #expect(error.field == "staff" && error.remedy.contains("keep-people"))
        }
        let both = try RolePermissions.shipped.changing([.staff: [.keepPortalAccess, .keepPeople]])
        #expect(both[.staff] == [.keepPortalAccess, .keepPeople])
        #expect(both[.investigator] == RolePermissions.shipped[.investigator])
        let differences = both.differences(from: .shipped)
        #expect(differences.map(\.role) == [.staff] && differences.first?.given == [])
        #expect(differences.first?.taken == [.openCases, .changeCases, .writeUpdates, .sendUpdates])
    }
}

@Suite struct FixedWordsTests {
    @Test("The words that are stored and shown stay as they were fixed") func words() {
        #expect(
            AssignmentRole.allCases.map(\.rawValue) == [
                "case manager", "investigator", "employee", "client contact", "affiliate contact",
            ])
        #expect(
            EventKind.allCases.map(\.rawValue) == [
                "queued", "sent", "delivered", "delayed", "failed", "resent", "link visited", "code sent", "code wrong",
                "mailbox verified", "viewed", "download started", "download completed", "download aborted",
                "link revoked",
                "link extended", "renewal requested", "misdelivery reported",
            ])
    }

    @Test("N-17: a person has each address once, in the first spelling") func addressesOnce() throws {
        let addresses = try ["A@example.org", "b@example.org", "a@EXAMPLE.org"].map { try EmailAddress(reading: $0) }
        let person = Person(
            id: ID(high: 1, low: 1), kind: .contact, name: "A", addresses: addresses, createdAt: Moment(milliseconds: 0)
        )
        #expect(person.addresses.map(\.spelling) == ["A@example.org", "b@example.org"])
    }
}
