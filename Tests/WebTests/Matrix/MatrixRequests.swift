import Actions
import Domain
import HTTPTypes

@testable import Web

extension MatrixScene {
    /// Every row: all routes, each asked for in all ways that matter. A route that changes something and is not known here has no
    /// row, and the table is then incomplete.
    func requests() -> [MatrixRequest] { Routes.all(site.site).flatMap { requests(for: $0) } }

    /// Routes that nobody said how to ask for.
    func unknown() -> [String] {
        Routes.all(site.site).filter { requests(for: $0).isEmpty }.map { "\($0.method.rawValue) \($0.path)" }
    }

    private func requests(for route: Route) -> [MatrixRequest] {
        if route.path.hasPrefix("/f/{token}") { return linkRequests(route) }
        if [.get, .head].contains(route.method) { return reading(route) }
        return changing["\(route.method.rawValue) \(route.path)"].map { kinds in
            kinds.map { kind in
                MatrixRequest(
                    route: route, note: kind.note, parts: kind.parts, query: kind.query, content: kind.content)
            }
        } ?? []
    }

    private func reading(_ route: Route) -> [MatrixRequest] {
        switch route.path {
        case "/people/{person}", "/people/{person}/edit":
            return [("", "person"), ("of staff", "colleague")].map {
                MatrixRequest(route: route, note: $0.0, parts: ["person": $0.1])
            }
        case "/updates/{update}/edit", "/updates/{update}":
            return [("validated", "update"), ("draft", "draft"), ("submitted", "submitted"), ("internal", "internal")]
                .map {
                    MatrixRequest(route: route, note: $0.0, parts: ["update": $0.1])
                }
        case "/attachments/{attachment}":
            return [("validated", "attachment"), ("draft", "draftFile"), ("internal", "internalFile")].map {
                MatrixRequest(route: route, note: $0.0, parts: ["attachment": $0.1])
            }
        case "/api/v1/attachments/{attachment}/content":
            return [("validated", "attachment"), ("internal", "internalFile")].map {
                MatrixRequest(route: route, note: $0.0, parts: ["attachment": $0.1])
            }
        case "/api/v1/updates/{update}":
            return [("validated", "update"), ("draft", "draft"), ("internal", "internal")].map {
                MatrixRequest(route: route, note: $0.0, parts: ["update": $0.1])
            }
        case "/case-status-changes/new":
            return [MatrixRequest(route: route, query: "?status=closed&case={case}")]
        case "/imports/new", "/imports/template":
            return [("", "contacts"), ("of assignments", "assignments")].map {
                MatrixRequest(route: route, note: $0.0, query: "?kind=\($0.1)")
            }
        case "/distribution-groups", "/distribution-groups/new":
            return [("", ""), ("of a case", "?case={case}")].map {
                MatrixRequest(route: route, note: $0.0, query: $0.1)
            }
        case "/invitations/{secret}", "/password-resets/{secret}", "/unlocking/{secret}",
            "/address-changes/{secret}":
            return [MatrixRequest(route: route, parts: ["secret": MatrixAccounts.secret(of: route.path)])]
        case "/portal/activations/{secret}": return [MatrixRequest(route: route, parts: ["secret": "portalSecret"])]
        case "/api/v1/people/{person}/portal-access":
            return [("", "person"), ("of staff", "colleague")].map {
                MatrixRequest(route: route, note: $0.0, parts: ["person": $0.1])
            }
        case "/people/{person}/closure", "/api/v1/people/{person}/sessions":
            return [MatrixRequest(route: route, parts: ["person": "colleague"])]
        case "/tokens/{token}/revocation":
            return [("one's own", "ownToken"), ("somebody else's", "strangersToken")].map {
                MatrixRequest(route: route, note: $0.0, parts: ["token": $0.1])
            }
        default: return [MatrixRequest(route: route)]
        }
    }

    /// Each page of a link, for a link of each kind.
    private func linkRequests(_ route: Route) -> [MatrixRequest] {
        let content: MatrixRequest.Content
        switch (route.method, route.path) {
        case (.post, "/f/{token}/challenge"): content = .form([("email", here.contact.spelling)])
        case (.post, "/f/{token}/answer"): content = .form([("code", code)])
        case (.post, "/f/{token}/delegates"):
            content = .form([("name", "Ole"), ("email", "ole@counsel.example"), ("reason", "They act for me.")])
        case (.post, "/f/{token}/renewals"), (.post, "/f/{token}/misdelivery"),
            (.post, "/f/{token}/delegates/{delegation}/withdrawal"), (.get, _), (.head, _):
            content = .none
        default: return []
        }
        return [("", "token"), ("open", "openToken"), ("expired", "expiredToken"), ("revoked", "revokedToken")].map {
            MatrixRequest(route: route, note: $0.0, parts: ["token": $0.1], content: content)
        }
    }

    struct Kind {
        var note = ""
        var parts: [String: String] = [:]
        var query = ""
        var content: MatrixRequest.Content = .none
    }

    /// How everything that changes something is asked for.
    private var changing: [String: [Kind]] {
        entrance.merging(accountLinks) { $1 }.merging(cases) { $1 }.merging(updates) { $1 }.merging(groups) { $1 }
            .merging(mails) { $1 }
            .merging(distributionGroups) { $1 }.merging(caseRecords) { $1 }.merging(portalAccess) { $1 }
            .merging(notifications) { $1 }.merging(waysIn) { $1 }.merging(awaitedAddresses) { $1 }
            .merging(deliveries) { $1 }
            .merging(programs) { $1 }
    }

    private var entrance: [String: [Kind]] {
        let (contact, password) = (here.contact.spelling, Self.password)
        let person = [("kind", "contact"), ("name", "New Name"), ("email", "new@client.example"), ("aliases", "")]
        let staff = [
            ("kind", "staff"), ("name", "New Name"), ("email", "new@firm.example"), ("aliases", ""),
            ("role", "auditor"), ("password", password),
        ]
        return [
            "POST /session/deletion": [Kind()], "POST /session/heartbeat": [Kind()], "POST /session/closing": [Kind()],
            "POST /sign-in": [
                Kind(content: .form([("email", "colleague@firm.example"), ("password", password)])),
                Kind(
                    note: "closed account", content: .form([("email", "former@firm.example"), ("password", password)])),
            ],
            "POST /sign-in/code": [Kind(content: .form([("code", accounts.code)]))],
            "POST /sign-out": [Kind()],
            "POST /setup": [
                Kind(content: .form([("token", "a"), ("name", "A"), ("email", contact), ("password", password)]))
            ],
            "POST /account/password": [
                Kind(content: .form([("current", password), ("password", "quince tundra saffron")]))
            ],
            "POST /account/sessions/{session}/deletion": [Kind()],
            "POST /account/second-factor": [Kind()],
            "POST /account/second-factor/confirmation": [Kind(content: .form([("code", "123456")]))],
            "POST /account/second-factor/deletion": [Kind()], "POST /account/recovery-codes": [Kind()],
            "POST /account/addresses": [
                Kind(content: .form([("email", "another@firm.example"), ("place", "alias")]))
            ],
            "POST /account/addresses/confirmation": [Kind(content: .form([("code", "12345678")]))],
            "POST /account/addresses/withdrawal": [Kind()],
            "POST /account/addresses/deletion": [Kind(content: .form([("email", "another@firm.example")]))],
            "POST /account/proof": [Kind(content: .form([("password", password), ("next", "/account")]))],
            "POST /tokens/{token}/revocation": [
                Kind(note: "one's own", parts: ["token": "ownToken"]),
                Kind(note: "somebody else's", parts: ["token": "strangersToken"]),
            ],
            "POST /people": [Kind(content: .form(person)), Kind(note: "of staff", content: .form(staff))],
            "POST /people/{person}": [
                Kind(query: "?version={personVersion}", content: .form(person)),
                Kind(
                    note: "of staff", parts: ["person": "colleague"], query: "?version={colleagueVersion}",
                    content: .form(staff.filter { $0.0 != "kind" && $0.0 != "password" })),
            ],
        ]
    }

    private var notifications: [String: [Kind]] {
        [
            "POST /notifications/bulk-reading": [
                Kind(content: .form([("up-to", here.objects["notification"] ?? "")]))
            ],
            "POST /notifications/{notification}/opening": [Kind()],
            "POST /notifications/{notification}/reading": [Kind()],
            "POST /account/notifications": [Kind(content: .form([("viewed", "mail")]))],
        ]
    }

    private var distributionGroups: [String: [Kind]] {
        let details = MatrixRequest.Content.form([("name", "A group"), ("everybody", "client contact")])
        return [
            "POST /distribution-groups": [
                Kind(content: details), Kind(note: "of a case", query: "?case={case}", content: details),
            ],
            "POST /distribution-groups/{distributionGroup}": [Kind(query: "?version=1", content: details)],
            "POST /distribution-groups/{distributionGroup}/archive": [Kind()],
            "POST /distribution-groups/{distributionGroup}/archive/deletion": [Kind()],
        ]
    }

    private var accountLinks: [String: [Kind]] {
        let password = MatrixRequest.Content.form([("password", "quince tundra saffron")])
        let invited = MatrixRequest.Content.form([
            ("name", "New Name"), ("email", "new@firm.example"), ("role", "auditor"),
        ])
        return [
            "POST /password-resets": [Kind(content: .form([("email", "colleague@firm.example")]))],
            "POST /password-resets/{secret}": [Kind(parts: ["secret": "resetSecret"], content: password)],
            "POST /invitations/{secret}": [
                Kind(
                    parts: ["secret": "invitationSecret"],
                    content: .form([("name", "New Name"), ("password", "quince tundra saffron")]))
            ],
            "POST /unlocking/{secret}": [Kind(parts: ["secret": "unlockingSecret"])],
            "POST /invitations": [Kind(content: invited)],
            "POST /people/{person}/invitations": [Kind(parts: ["person": "invited"])],
            "POST /people/{person}/invitations/deletion": [Kind(parts: ["person": "invited"])],
            "POST /imports": importing { .table($0) },
            "POST /imports/{import}/confirmation": [Kind(content: .form([("seen", accounts.seenImport)]))],
            "POST /people/{person}/merge": [Kind(query: "?with=\(prospect)&seen=a.b")],
            "POST /people/{person}/archive": [Kind()], "POST /people/{person}/archive/deletion": [Kind()],
            "POST /people/{person}/shared-addresses": [Kind(query: "?address=\(here.contact.spelling)")],
            "POST /people/{person}/shared-addresses/deletion": [Kind(query: "?address=\(here.contact.spelling)")],
            "POST /people/{person}/lock/deletion": [Kind(parts: ["person": "locked"])],
            "POST /people/{person}/second-factor/deletion": [Kind(parts: ["person": "appOwner"])],
            "POST /people/{person}/sessions/deletion": [Kind(parts: ["person": "colleague"])],
            "POST /people/{person}/sessions/{session}/deletion": [
                Kind(parts: ["person": "colleague", "session": "colleaguesSession"])
            ],
        ]
    }

    private var cases: [String: [Kind]] {
        let details = MatrixRequest.Content.form([("reference", "2026-777"), ("title", "Another matter")])
        return [
            "POST /cases": [Kind(content: details)],
            "POST /cases/{case}": [
                Kind(query: "?version={caseVersion}", content: details),
                Kind(note: "closed", parts: ["case": "closed"], query: "?version=x", content: details),
            ],
            "POST /cases/{case}/closure": [Kind()],
            "POST /cases/{case}/closure/deletion": [Kind(note: "closed", parts: ["case": "closed"])],
            "POST /cases/{case}/people": [
                Kind(content: .form([("person", prospect.text), ("role", "client contact")]))
            ],
            "POST /cases/{case}/people/{person}/deletion": [Kind()],
        ]
    }

    private var updates: [String: [Kind]] {
        let text = MatrixRequest.Content.form([("title", "A title"), ("body", "A text"), ("then", "save")])
        let recipients = [("recipient", here.objects["person"] ?? ""), ("note", ""), ("life", "604800")]
        let send = MatrixRequest.Content.form(recipients + [("verification", "on"), ("key", "a-key-of-this-test")])
        return [
            "POST /cases/{case}/updates": [Kind(content: text)],
            "POST /updates/{update}": [
                Kind(note: "draft", parts: ["update": "draft"], query: "?version=1", content: text),
                Kind(note: "validated", query: "?version=1", content: text),
            ],
            "POST /updates/{update}/submission": [
                Kind(note: "draft", parts: ["update": "draft"]),
                Kind(note: "submitted", parts: ["update": "submitted"]),
            ],
            "POST /updates/{update}/return": [
                Kind(
                    note: "submitted", parts: ["update": "submitted"], content: .form([("reason", "Name the source.")]))
            ],
            "POST /updates/{update}/validation": [
                Kind(note: "draft", parts: ["update": "draft"]),
                Kind(note: "submitted", parts: ["update": "submitted"]),
            ],
            "POST /updates/{update}/attachments": [
                Kind(note: "draft", parts: ["update": "draft"], content: .files),
                Kind(note: "validated", content: .files),
            ],
            "POST /updates/{update}/files": [
                Kind(note: "draft", parts: ["update": "draft"], content: .file),
                Kind(note: "validated", content: .file),
            ],
            "POST /attachments/{attachment}/deletion": [
                Kind(note: "draft", parts: ["attachment": "draftFile"]), Kind(note: "validated"),
            ],
            "POST /attachments/{attachment}/replacement": [
                Kind(note: "draft", parts: ["attachment": "draftFile"], content: .replacement),
                Kind(note: "validated", content: .replacement),
            ],
            "POST /updates/{update}/sends/new": [Kind(content: send)],
            "POST /updates/{update}/sends/check": [Kind(content: .form(recipients))],
            "POST /updates/{update}/sends": [Kind(content: send)],
        ]
    }

    private var deliveries: [String: [Kind]] {
        let expired = ["delivery": "expiredDelivery"]
        return [
            "POST /sends/{send}/undo": [Kind(parts: ["send": "waitingSend"])],
            "POST /sends/{send}/revocation": [Kind()],
            "POST /deliveries/{delivery}/resends": [Kind()],
            "POST /deliveries/{delivery}/extensions": [Kind(content: .form([("life", "2592000")]))],
            "POST /deliveries/{delivery}/revocation": [Kind()],
            "POST /deliveries/{delivery}/allowance": [Kind(parts: ["delivery": "companionDelivery"])],
            "POST /deliveries/{delivery}/renewals/{renewal}/grant": [Kind(parts: expired)],
            "POST /deliveries/{delivery}/renewals/{renewal}/refusal": [Kind(parts: expired)],
            "POST /delegations/{delegation}/approval": [Kind(content: .form([("reason", "")]))],
            "POST /delegations/{delegation}/refusal": [Kind(content: .form([("reason", "")]))],
            "POST /links/{link}/revocation": [Kind()],
            "POST /links/{link}/reissue": [Kind(parts: ["link": "suspendedLink"])],
        ]
    }
}
