import Domain
import HTTPTypes

@testable import Web

extension MatrixScene {
    /// How programs ask for what changes something: method and path, then note, objects and content.
    var programs: [String: [Kind]] {
        let person = MatrixRequest.Content.json(
            #"{"kind": "contact", "name": "New Name", "email": "new@client.example"}"#)
        let staff = MatrixRequest.Content.json(
            #"{"kind": "staff", "name": "New Name", "email": "new@firm.example", "role": "auditor"}"#)
        let details = MatrixRequest.Content.json(#"{"reference": "2026-777", "title": "Another matter"}"#)
        let text = MatrixRequest.Content.json(#"{"title": "A title", "body": "<p>A text</p>"}"#)
        let change = MatrixRequest.Content.json(#"{"version": 1, "title": "A title", "body": "<p>A text</p>"}"#)
        let recipient = here.objects["person"] ?? ""
        let send = MatrixRequest.Content.json(
            #"{"recipients": ["\#(recipient)"], "identityVerification": true, "linkLifetimeSeconds": 604800}"#)
        let group =
            #""name": "Another", "audience": ["manager"], "requiresValidation": true, "partOfDocuments": true"#
        let team = #""name": "Another team", "kind": "team", "members": []"#
        let preset = #""name": "Another", "accessGroupId": "\#(AccessGroup.standard)", "title": "T", "body": "B""#
        let draft = ["update": "draft"]
        let closed = ["case": "closed"]
        return [
            "POST /notifications/bulk-reading": [
                Kind(content: .json("{\"upTo\": \"\(here.objects["notification"] ?? "")\"}"))
            ],
            "PUT /notifications/{notification}/reading": [Kind()],
            "PATCH /account/notifications": [
                Kind(content: .json(#"{"kinds": [{"kind": "viewed", "channel": "mail"}]}"#))
            ],
            "POST /people": [Kind(content: person), Kind(note: "of staff", content: staff)],
            "PATCH /people/{person}": [
                Kind(content: .json(#"{"name": "New Name"}"#)),
                Kind(note: "of staff", parts: ["person": "colleague"], content: .json(#"{"role": "auditor"}"#)),
            ],
            "PATCH /permissions": [Kind(content: .json(#"{"version": 0, "staff": ["open-cases"]}"#))],
            "PATCH /mail-policy": [
                Kind(content: .json(#"{"version": 0, "policy": "chosen", "confirmed": true}"#))
            ],
            "DELETE /people/{person}/provider-account": [Kind(parts: ["person": "colleague"])],
            "POST /imports": importing { .csv($0) },
            "POST /imports/{import}/confirmation": [
                Kind(content: .json(#"{"seen": "\#(accounts.seenImport)"}"#))
            ],
            "POST /people/{person}/merge": [Kind(content: .json(#"{"personId": "\#(prospect)"}"#))],
            "PUT /people/{person}/archive": [Kind()], "DELETE /people/{person}/archive": [Kind()],
            "POST /people/{person}/invitations": [Kind(parts: ["person": "invited"])],
            "DELETE /people/{person}/invitations": [Kind(parts: ["person": "invited"])],
            "POST /people/{person}/awaited-address": [Kind(parts: ["person": "awaiting"])],
            "DELETE /people/{person}/awaited-address": [Kind(parts: ["person": "awaiting"])],
            "DELETE /people/{person}/sessions": [Kind(parts: ["person": "colleague"])],
            "DELETE /people/{person}/sessions/{session}": [
                Kind(parts: ["person": "colleague", "session": "colleaguesSession"])
            ],
            "DELETE /people/{person}/lock": [Kind(parts: ["person": "locked"])],
            "POST /cases": [Kind(content: details)],
            "PATCH /cases/{case}": [Kind(content: details), Kind(note: "closed", parts: closed, content: details)],
            "PUT /cases/{case}/closure": [Kind()],
            "DELETE /cases/{case}/closure": [Kind(note: "closed", parts: closed)],
            "PUT /cases/{case}/assignments/{person}": [
                Kind(parts: ["person": "prospect"], content: .json(#"{"role": "client contact"}"#))
            ],
            "DELETE /cases/{case}/assignments/{person}": [Kind()],
            "PUT /cases/{case}/retention": [Kind(content: .json(#"{"months": 84}"#))],
            "POST /cases/{case}/hold": [Kind(content: .json(#"{"reason": "Court order"}"#))],
            "POST /cases/{case}/hold/lifting": [
                Kind(note: "held", parts: closed, content: .json(#"{"reason": "Court order"}"#))
            ],
            "POST /case-status-changes": [
                Kind(content: .json(#"{"status": "closed", "cases": ["\#(here.objects["case"] ?? "")"]}"#))
            ],
            "POST /case-types": [Kind(content: .json(#"{"name": "Surveillance"}"#))],
            "PATCH /case-types/{caseType}": [Kind(content: .json(#"{"name": "Surveillance"}"#))],
            "PUT /case-types/{caseType}/archive": [Kind()],
            "DELETE /case-types/{caseType}/archive": [Kind()],
            "POST /distribution-groups": [Kind(content: .json(#"{"name": "A group", "roles": ["client contact"]}"#))],
            "POST /cases/{case}/distribution-groups": [
                Kind(content: .json(#"{"name": "A group", "roles": ["client contact"]}"#))
            ],
            "PATCH /distribution-groups/{distributionGroup}": [
                Kind(content: .json(#"{"name": "A group", "roles": ["client contact"], "version": 1}"#))
            ],
            "PUT /distribution-groups/{distributionGroup}/archive": [Kind()],
            "DELETE /distribution-groups/{distributionGroup}/archive": [Kind()],
            "POST /cases/{case}/updates": [Kind(content: text)],
            "PATCH /updates/{update}": [
                Kind(note: "draft", parts: draft, content: change), Kind(note: "validated", content: change),
            ],
            "POST /updates/{update}/submission": [Kind(note: "draft", parts: draft)],
            "POST /updates/{update}/return": [
                Kind(
                    note: "submitted", parts: ["update": "submitted"],
                    content: .json(#"{"reason": "Name the source."}"#))
            ],
            "POST /updates/{update}/validation": [Kind(note: "draft", parts: draft)],
            "POST /access-groups": [Kind(content: .json("{\(group)}"))],
            "PATCH /access-groups/{group}": [Kind(content: .json(#"{"version": 1, \#(group)}"#))],
            "PUT /access-groups/{group}/archive": [Kind()],
            "POST /teams": [Kind(content: .json("{\(team)}"))],
            "PATCH /teams/{team}": [Kind(content: .json(#"{"version": 1, \#(team)}"#))],
            "PUT /teams/{team}/archive": [Kind()],
            "DELETE /teams/{team}/archive": [Kind()],
            "POST /presets": [Kind(content: .json("{\(preset)}"))],
            "PATCH /presets/{preset}": [Kind(content: .json(#"{"version": 1, \#(preset)}"#))],
            "PUT /presets/{preset}/archive": [Kind()],
            "DELETE /presets/{preset}/archive": [Kind()],
            "DELETE /access-groups/{group}/archive": [Kind()],
            "POST /updates/{update}/attachments": [
                Kind(note: "draft", parts: draft, query: "?name=new.pdf", content: .file),
                Kind(note: "validated", query: "?name=new.pdf", content: .file),
            ],
            "DELETE /attachments/{attachment}": [
                Kind(note: "draft", parts: ["attachment": "draftFile"]), Kind(note: "validated"),
            ],
            "POST /attachments/{attachment}/replacement": [
                Kind(
                    note: "draft", parts: ["attachment": "draftFile"], query: "?name=new.pdf&reason=Wrong",
                    content: .file),
                Kind(note: "validated", query: "?name=new.pdf&reason=Wrong", content: .file),
            ],
            "POST /updates/{update}/sends": [Kind(content: send)],
            "POST /sends/{send}/undo": [Kind(parts: ["send": "waitingSend"])],
            "POST /sends/{send}/revocation": [Kind()],
            "POST /deliveries/{delivery}/revocation": [Kind()],
            "POST /deliveries/{delivery}/extensions": [Kind(content: .json(#"{"linkLifetimeSeconds": 2592000}"#))],
            "POST /deliveries/{delivery}/resends": [Kind()],
            "POST /deliveries/{delivery}/allowance": [Kind(parts: ["delivery": "companionDelivery"])],
            "POST /delegations/{delegation}/approval": [Kind(content: .json(#"{"person": null}"#))],
            "POST /delegations/{delegation}/refusal": [Kind()],
            "POST /delegations/{delegation}/revocation": [Kind(parts: ["delegation": "letIn"])],
            "POST /links/{link}/revocation": [Kind()],
            "POST /links/{link}/reissue": [Kind(parts: ["link": "suspendedLink"])],
        ].reduce(into: [:]) { all, entry in
            let parts = entry.key.split(separator: " ")
            all["\(parts[0]) /api/v1\(parts[1])"] = entry.value
        }
    }
}
