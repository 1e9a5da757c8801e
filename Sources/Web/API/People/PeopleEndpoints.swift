import Actions
import Domain

/// `/people`: who is known, and what they are called.
struct PeopleEndpoints: Sendable {
    var list: Endpoint {
        .showing(
            "listPeople", "Everybody who is known, by name.",
            query: [
                .init("text", Shape.text(200).noted("Words to look for in names and addresses.")),
                .init("kind", .words(PersonKind.self)),
                .init(
                    "show",
                    Shape.words(PeopleStanding.self).noted("Whether with those archived; `current` if not said.")),
                .init("coordinator", Shape.id.noted("Those for whom this member of staff answers.")),
            ] + Paging.query, .page("people", of: .person)
        ) { call in
            var filter = PeopleFilter()
            filter.text = call.query.text("text")
            filter.kind = call.query.optionalText("kind").flatMap(PersonKind.init)
            filter.standing = call.query.optionalText("show").flatMap(PeopleStanding.init) ?? .current
            filter.coordinator = try call.query.optionalText("coordinator").map { try ID(reading: $0) }
            filter.after = call.after()
            filter.limit = call.limit
            let list = try await call.installation.listPeople(filter, to: call.viewer)
            try Paging.check(beginsAnew: list.beginsAnew)
            return [
                "people": .list(
                    list.people.map { JSON($0.person, $0.account, $0.invitation, now: call.installation.now()) }),
                "next": JSON(list.next),
            ]
        }
    }

    var add: Endpoint {
        .making(
            "addPerson", "Add a contact or prospect; administrators also add staff.", .json(.newPerson), .person,
            make: { try await PersonWriting(call: $0).add().text },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var show: Endpoint {
        .showing("showPerson", "A person with their addresses.", .person) {
            try await Self.shown($0, $0.id("person"))
        }
    }

    var change: Endpoint {
        .changing(
            "changePerson", "Change what is given and leave the rest; staff are changed by administrators.",
            .json(.personChange), problems: [403, 409], .person
        ) { call in
            let id: ID<Person> = try call.id("person")
            try await PersonWriting(call: call).change(id)
            return try await Self.shown(call, id)
        }
    }

    var archive: Endpoint {
        archiving("archivePerson", "Offer a person nowhere any more; what was sent to them stays.", true)
    }

    var restore: Endpoint { archiving("restorePerson", "Offer an archived person again.", false) }

    private func archiving(_ id: String, _ summary: String, _ isArchived: Bool) -> Endpoint {
        .changing(id, summary, .none, problems: [403, 409], .person) { call in
            switch try await call.installation.archivePerson(call.id("person"), isArchived, by: call.viewer) {
            case .kept(let id): return try await Self.shown(call, id)
            case .accountOpen:
                throw ApiRefusal.conflict(
                    "account-open", "This person can sign in", "Close their account before they are archived.")
            case .merged:
                throw ApiRefusal.conflict(
                    "merged", "This record became a part of another", "It is not offered again by itself.")
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .unknown: return nil
            }
        }
    }

    var merge: Endpoint {
        .changing(
            "mergePerson", "Make another record of this person a part of this one; there is no way back.",
            .json(
                Shape.object([
                    .required("personId", Shape.id.noted("The record that becomes a part of this one."))
                ]).named("Merge")), problems: [403, 409], .person
        ) { call in
            let gone = try ID<Person>(reading: call.body.text("personId"))
            switch try await call.installation.mergePeople(gone, into: call.id("person"), by: call.viewer) {
            case .merged(let id): return try await Self.shown(call, id)
            case .unknown: return nil
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .notMergeable: throw ApiRefusal.mistake("personId", "Name another contact or prospect.")
            case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
            case .archived:
                throw ApiRefusal.conflict(
                    "archived", "One of them is archived",
                    "Offer the one that is to stay again; merge each record once.")
            case .tooManyAddresses:
                throw ApiRefusal.conflict(
                    "too-many-addresses", "Together they have too many addresses", "Take addresses away first.")
            }
        }
    }

    static func shown(_ call: Call, _ id: ID<Person>) async throws -> JSON? {
        try await call.installation.showPerson(id, to: call.viewer).map {
            JSON($0, to: call.viewer, now: call.installation.now())
        }
    }
}
