import Actions
import Domain

/// `/people/{person}/awaited-address`: the address that staff are to sign in with, until it is confirmed there.
struct AwaitedAddressEndpoints: Sendable {
    var mail: Endpoint {
        .making(
            "mailAwaitedAddress",
            "Mail the awaited address of a member of staff once more; an earlier link is dead from then on.", .none,
            .person,
            make: { call in
                let id: ID<Person> = try call.id("person")
                switch try await call.installation.mailAwaitedAddress(of: id, by: call.viewer) {
                case .mailed: return id.text
                case .tooMany(let until): throw Refusal.tooMany(until: until, now: call.installation.now())
                case .nothingToDo: throw ApiRefusal.nothingToDo
                case .notAllowed: throw ApiRefusal.of(status: 403)
                case .unknown: throw Refusal.notFound
                }
            },
            show: { try await PeopleEndpoints.shown($0, ID(reading: $1)) })
    }

    var withdraw: Endpoint {
        .removing(
            "withdrawAwaitedAddress", "Take an awaited address back; the account keeps the one that it has."
        ) {
            switch try await $0.installation.withdrawAwaitedAddress(of: $0.id("person"), by: $0.viewer) {
            case .withdrawn: return
            case .nothingToDo: throw ApiRefusal.nothingToDo
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .unknown: throw Refusal.notFound
            }
        }
    }
}
