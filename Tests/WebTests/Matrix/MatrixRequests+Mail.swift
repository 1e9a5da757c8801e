import HTTPTypes

@testable import Web

extension MatrixScene {
    /// How forms about what mails hold and what roles may do are sent.
    var mails: [String: [Kind]] {
        let words = [("opening", "Dear client,"), ("closing", "Yours")]
        return [
            "POST /permissions": [Kind(query: "?version=0", content: .form([("staff-open-cases", "on")]))],
            "POST /permissions/deletion": [Kind(query: "?version=0")],
            "POST /mail-policy": [
                Kind(query: "?version=0", content: .form([("policy", "chosen"), ("confirmed", "on")]))
            ],
            "POST /mail-templates/{template}": [Kind(query: "?version=0", content: .form(words))],
            "POST /mail-templates/{template}/preview": [Kind(content: .form(words))],
            "POST /mail-templates/{template}/test": [Kind()],
            "POST /mail-templates/{template}/deletion": [Kind()],
        ]
    }
}
