import Domain

@testable import Web

extension MatrixScene {
    /// How the portal is asked for what changes something, and staff and programs about it. `companionPerson` has no access yet.
    var portalAccess: [String: [Kind]] {
        // In capitals, so that what a page keeps of a form is not taken for what it tells.
        let (person, address) = (["person": "companionPerson"], here.companion.spelling.uppercased())
        let ended = ["session": "contactsSession"]
        let invited = ["person": "portalInvited"]
        return [
            "POST /portal/sign-in": [Kind(content: .form([("email", "ian@client.example")]))],
            "POST /portal/sign-in/code": [Kind(content: .form([("code", portalCode)]))],
            "POST /portal/activations/{secret}": [Kind(parts: ["secret": "portalSecret"])],
            "POST /portal/sessions/{session}/deletion": [Kind()],
            "POST /portal/sign-out": [Kind()],
            "POST /portal/notifications/bulk-reading": [
                Kind(content: .form([("up-to", portal.objects["contactsNotification"] ?? "")]))
            ],
            "POST /portal/notifications/{notification}/opening": [
                Kind(parts: ["notification": "contactsNotification"])
            ],
            "POST /portal/profile/mail": [Kind(content: .form([("mail", "no")]))],
            "POST /people/{person}/portal-access": [
                Kind(parts: person, content: .form([("address", address)])),
                Kind(note: "is on", content: .form([("address", here.contact.spelling.uppercased())])),
                Kind(note: "of staff", parts: ["person": "colleague"], content: .form([("address", address)])),
            ],
            "POST /people/{person}/portal-access/invitations": [Kind(parts: invited), Kind(note: "is active")],
            "POST /people/{person}/portal-access/deletion": [Kind()],
            "POST /people/{person}/portal-sessions/deletion": [Kind()],
            "POST /people/{person}/portal-sessions/{session}/deletion": [Kind(parts: ended)],
            "POST /api/v1/people/{person}/portal-access": [
                Kind(parts: person, content: .json(#"{"email": "\#(address)"}"#))
            ],
            "POST /api/v1/people/{person}/portal-access/invitations": [Kind(parts: invited)],
            "DELETE /api/v1/people/{person}/portal-access": [Kind()],
            "DELETE /api/v1/people/{person}/portal-sessions": [Kind()],
            "DELETE /api/v1/people/{person}/portal-sessions/{session}": [Kind(parts: ended)],
        ]
    }
}
