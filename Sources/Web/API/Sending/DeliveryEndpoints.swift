import Actions
import Domain
import HTTPTypes

/// `/deliveries` and `/links`: one recipient's part of a send, and what can be done about it.
struct DeliveryEndpoints: Sendable {
    let site: Site

    var show: Endpoint {
        .showing("showDelivery", "One recipient's part of a send.", .delivery) {
            try await Self.shown($0, $0.id("delivery"))
        }
    }

    var revoke: Endpoint {
        change("revokeDelivery", "Revoke the links of one recipient, and their addresses on every link of the send.") {
            try LinkChange.check(
                await $0.installation.revokeLinks(.delivery($1), by: $0.viewer), mayBeDone: true)
        }
    }

    var extend: Endpoint {
        let maximum = max(LinkLifetime.shortest, min(site.organisation.longestLinkLifetime, LinkLifetime.longest))
        let body = Shape.object([
            .optional(
                "linkLifetimeSeconds",
                Shape.integer(LinkLifetime.shortest...maximum).noted("From now; that of the send if not said."))
        ]).named("Extension")
        return change(
            "extendDelivery", "Let the links of a delivery open longer, on the same addresses.",
            .json(body, isRequired: false), problems: [403, 409]
        ) { call, id in
            let lifetime: LinkLifetime
            if let seconds = call.body.optionalInteger("linkLifetimeSeconds") {
                lifetime = try LinkLifetime(reading: seconds, maximum: call.site.organisation.longestLinkLifetime)
            } else {
                guard let history = try await call.installation.showDelivery(id, to: call.viewer) else {
                    throw Refusal.notFound
                }
                lifetime = history.send.options.linkLifetime
            }
            try LinkChange.check(await call.installation.extendLinks(of: id, by: lifetime, viewer: call.viewer))
        }
    }

    var resend: Endpoint {
        .making(
            "resendNotice", "Mail the notice again.", .none, status: .ok, .delivery,
            make: { call in
                let id: ID<Delivery> = try call.id("delivery")
                try LinkChange.check(await call.installation.resendNotice(of: id, by: call.viewer))
                return id.text
            },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var allow: Endpoint {
        change("allowAddress", "Let mail of this case go to the recipient again who said that it is not for them.") {
            try LinkChange.check(await $0.installation.allowAddress(of: $1, by: $0.viewer), mayBeDone: true)
        }
    }

    var revokeLink: Endpoint {
        .changing("revokeLink", "Revoke one link, at once and for good.", .none, .delivery) { call in
            let id: ID<FileLink> = try call.id("link")
            try LinkChange.check(await call.installation.revokeLinks(.link(id), by: call.viewer), mayBeDone: true)
            return try await Self.shown(call, of: id)
        }
    }

    var reissueLink: Endpoint {
        .changing(
            "reissueLink", "Let codes be asked for again for a link that too many wrong ones suspended.", .none,
            problems: [403, 409], .delivery
        ) { call in
            let id: ID<FileLink> = try call.id("link")
            try LinkChange.check(await call.installation.reissueLink(id, by: call.viewer))
            return try await Self.shown(call, of: id)
        }
    }

    private func change(
        _ id: String, _ summary: String, _ content: Endpoint.Content = .none, problems: Set<Int> = [403],
        _ change: @escaping @Sendable (Call, ID<Delivery>) async throws -> Void
    ) -> Endpoint {
        .changing(id, summary, content, problems: problems, .delivery) { call in
            let id: ID<Delivery> = try call.id("delivery")
            try await change(call, id)
            return try await Self.shown(call, id)
        }
    }

    private static func shown(_ call: Call, of link: ID<FileLink>) async throws -> JSON? {
        guard let id = try await call.installation.delivery(of: link, for: call.viewer) else { return nil }
        return try await shown(call, id)
    }

    private static func shown(_ call: Call, _ id: ID<Delivery>) async throws -> JSON? {
        try await call.installation.showDelivery(id, to: call.viewer).map { JSON($0.tracked, names: $0.people) }
    }
}
