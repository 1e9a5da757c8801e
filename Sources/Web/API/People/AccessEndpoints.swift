import Actions
import Domain

/// `/people/{person}/sessions` and `/people/{person}/lock`: what administrators do about a colleague's way in.
struct AccessEndpoints: Sendable {
    var sessions: Endpoint {
        .showing(
            "listSessions", "Where a member of staff is signed in, the newest first; for administrators.",
            .object([.required("sessions", .list(of: Self.session, most: 1000))])
        ) { call in
            guard let shown = try await call.installation.showPerson(call.id("person"), to: call.viewer),
                shown.account != nil
            else { return nil }
            guard call.viewer.rights.mayAdminister else { throw ApiRefusal.of(status: 403) }
            return ["sessions": .list(shown.sessions.map(Self.json))]
        }
    }

    var endSessions: Endpoint {
        .removing("endSessions", "Sign a member of staff out everywhere.", problems: [403]) {
            try Self.check(try await $0.installation.endSession(nil, of: $0.id("person"), by: $0.viewer))
        }
    }

    var endSession: Endpoint {
        .removing("endSession", "End one session of a member of staff.", problems: [403]) {
            try Self.check(try await $0.installation.endSession($0.id("session"), of: $0.id("person"), by: $0.viewer))
        }
    }

    var unlink: Endpoint {
        .removing(
            "unlinkProviderAccount",
            "Take a colleague's link to the sign-in service away; their sessions end, and the next verified account with their address takes its place."
        ) {
            switch try await $0.installation.unlinkProvider(of: $0.id("person"), by: $0.viewer) {
            case .unlinked: return
            case .nothingToDo: throw ApiRefusal.nothingToDo
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .unknown: throw Refusal.notFound
            }
        }
    }

    var liftLock: Endpoint {
        .removing("liftLock", "Let an account be tried again that wrong passwords have locked.") {
            switch try await $0.installation.liftLock(of: $0.id("person"), by: $0.viewer) {
            case .lifted: return
            case .nothingToDo: throw ApiRefusal.nothingToDo
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .unknown: throw Refusal.notFound
            }
        }
    }

    private static func check(_ ended: EndedSession) throws {
        switch ended {
        case .ended: return
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .unknown: throw Refusal.notFound
        }
    }

    static let session = Shape.object([
        .required("id", .id), .required("address", .text(100)), .required("userAgent", .text(2000)),
        .required("createdAt", .moment), .required("lastSeenAt", .moment),
    ]).named("Session")

    private static func json(_ session: StaffSession) -> JSON {
        [
            "id": JSON(session.id), "address": .text(session.client.address),
            "userAgent": .text(session.client.userAgent), "createdAt": JSON(session.createdAt),
            "lastSeenAt": JSON(session.lastSeenAt),
        ]
    }
}
