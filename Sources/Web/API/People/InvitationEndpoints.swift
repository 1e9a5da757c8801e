import Actions
import Domain

/// `/people/{person}/invitations`: bringing staff in who choose their password themselves.
struct InvitationEndpoints: Sendable {
    var invite: Endpoint {
        .making(
            "invitePerson",
            "Mail staff without a password a link with which they choose one; an earlier link is dead from then on.",
            .none, .person,
            make: { call in
                let id: ID<Person> = try call.id("person")
                switch try await call.installation.inviteAgain(id, by: call.viewer) {
                case .invited: return id.text
                case .notNeeded: throw ApiRefusal.nothingToDo
                case .notAllowed: throw ApiRefusal.of(status: 403)
                case .unknown, .addressTaken: throw Refusal.notFound
                }
            },
            show: { try await PeopleEndpoints.shown($0, ID(reading: $1)) })
    }

    var withdraw: Endpoint {
        .removing("withdrawInvitation", "Take an invitation back that was not accepted yet; its link opens nothing.") {
            switch try await $0.installation.withdrawInvitation(of: $0.id("person"), by: $0.viewer) {
            case .withdrawn: return
            case .nothingToDo: throw ApiRefusal.nothingToDo
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .unknown: throw Refusal.notFound
            }
        }
    }
}
