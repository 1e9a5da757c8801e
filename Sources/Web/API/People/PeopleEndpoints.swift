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
            ] + Paging.query, .page("people", of: .person)
        ) { call in
            var filter = PeopleFilter()
            filter.text = call.query.text("text")
            filter.kind = call.query.optionalText("kind").flatMap(PersonKind.init)
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

    static func shown(_ call: Call, _ id: ID<Person>) async throws -> JSON? {
        try await call.installation.showPerson(id, to: call.viewer).map {
            JSON($0.person, $0.account, $0.invitation, now: call.installation.now())
        }
    }
}
