import Actions
import Domain

/// `/people/{person}/portal-access`: who may sign in to the portal, and where they are signed in.
struct PortalAccessEndpoints: Sendable {
    var show: Endpoint {
        .showing(
            "showPortalAccess",
            "Whether and how a contact or prospect gets into the portal, for those who may decide about it.", Self.shape
        ) { try await Self.shown($0, $0.id("person")) }
    }

    var switchOn: Endpoint {
        .making(
            "switchOnPortalAccess",
            "Let a contact or prospect sign in to the portal with one of their addresses; mails a link there that activates it.",
            .json(.object([.required("email", .text(3, 254).exampled("ana@client.example"))])), Self.shape,
            make: { call in
                let id: ID<Person> = try call.id("person")
                let address = try Typed.address(call.body.text("email"))
                switch try await call.installation.switchOnPortal(for: id, at: address, by: call.viewer) {
                case .invited(let access): return access.text
                case .isOn: throw ApiRefusal.nothingToDo
                case .notAllowed: throw ApiRefusal.of(status: 403)
                case .unknown: throw Refusal.notFound
                case .impossible(let obstacle): throw Self.refusal(obstacle)
                }
            },
            show: { call, _ in try await Self.shown(call, call.id("person")) })
    }

    var invite: Endpoint {
        .making(
            "inviteToPortal",
            "Mail the link that activates access again; an earlier one is dead from then on.", .none, Self.shape,
            make: {
                try Self.check(try await $0.installation.inviteToPortalAgain($0.id("person"), by: $0.viewer)).text
            },
            show: { call, _ in try await Self.shown(call, call.id("person")) })
    }

    var switchOff: Endpoint {
        .removing(
            "switchOffPortalAccess", "Take access away: invitations, sessions and codes are worth nothing from then on."
        ) { _ = try Self.check(try await $0.installation.switchOffPortal(for: $0.id("person"), by: $0.viewer)) }
    }

    var endSessions: Endpoint {
        .removing("endPortalSessions", "Sign a contact or prospect out of the portal everywhere.") {
            _ = try Self.check(try await $0.installation.endPortalSessions(of: $0.id("person"), by: $0.viewer))
        }
    }

    var endSession: Endpoint {
        .removing("endPortalSession", "End one session of a contact or prospect.") {
            _ = try Self.check(
                try await $0.installation.endPortalSessions(
                    of: $0.id("person"), only: $0.id("session"), by: $0.viewer))
        }
    }

    private static func check(_ changed: ChangedPortalAccess) throws -> ID<PortalAccess> {
        switch changed {
        case .done(let access): return access
        case .nothingToDo: throw ApiRefusal.nothingToDo
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .unknown: throw Refusal.notFound
        }
    }

    private static func refusal(_ obstacle: PortalObstacle) -> any Error {
        switch obstacle {
        case .addressNotTheirs: ApiRefusal.mistake("email", obstacle.remedy)
        case .isStaff: ApiRefusal.conflict("is-staff", "Staff do not use the portal", obstacle.remedy)
        case .mailFails: ApiRefusal.conflict("mail-fails", "Mail to this address fails", obstacle.remedy)
        case .addressTaken:
            ApiRefusal.conflict("address-taken", "Another person signs in with this address", obstacle.remedy)
        case .addressOfOthers:
            ApiRefusal.conflict("address-of-others", "Somebody else has this address", obstacle.remedy)
        case .addressShared: ApiRefusal.conflict("address-shared", "Several people read this address", obstacle.remedy)
        case .isArchived: ApiRefusal.conflict("is-archived", "This person is archived", obstacle.remedy)
        }
    }

    private static func shown(_ call: Call, _ id: ID<Person>) async throws -> JSON? {
        guard let shown = try await call.installation.showPortalAccess(of: id, to: call.viewer) else { return nil }
        let access = shown.access
        var expiresAt: Moment?
        if case .invited(let until) = shown.state { expiresAt = until }
        return [
            "state": .text((shown.state?.word ?? .off).rawValue), "email": JSON(access?.address.spelling),
            "switchedOnAt": JSON(access?.switchedOnAt), "invitationExpiresAt": JSON(expiresAt),
            "invitationUndelivered": .yesNo(shown.isUndelivered), "activatedAt": JSON(access?.activatedAt),
            "switchedOffAt": JSON(access?.switchedOffAt), "sessions": .list(shown.sessions.map(Self.json)),
        ]
    }

    private static func json(_ session: PortalSession) -> JSON {
        [
            "id": JSON(session.id), "address": .text(session.client.address),
            "userAgent": .text(session.client.userAgent), "createdAt": JSON(session.createdAt),
            "lastSeenAt": JSON(session.lastSeenAt),
        ]
    }

    private static let shape = Shape.object([
        .required("state", .words(PortalAccessState.Word.self)),
        .required("email", Shape.text(254).orNull.noted("The address that it stands or stood on.")),
        .required("switchedOnAt", Shape.moment.orNull),
        .required("invitationExpiresAt", Shape.moment.orNull.noted("While the invitation can be followed.")),
        .required("invitationUndelivered", Shape.yesNo.noted("Whether the mail with the last invitation failed.")),
        .required("activatedAt", Shape.moment.orNull), .required("switchedOffAt", Shape.moment.orNull),
        .required("sessions", .list(of: AccessEndpoints.session, most: 1000)),
    ]).named("PortalAccess")
}
