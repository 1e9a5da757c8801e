import Domain

@testable import Web

extension MatrixScene {
    /// How what is about the record of a case, and case types, is asked for.
    var caseRecords: [String: [Kind]] {
        let reason = MatrixRequest.Content.form([("reason", "Court order")])
        let name = MatrixRequest.Content.form([("name", "Surveillance")])
        let change = [("case", here.objects["case"] ?? ""), ("status", "closed"), ("key", here.objects["send"] ?? "")]
        return [
            "POST /cases/{case}/people/{person}/primary": [Kind()],
            "POST /cases/{case}/retention": [Kind(content: .form([("months", "84")]))],
            "POST /cases/{case}/hold": [Kind(content: reason)],
            "POST /cases/{case}/hold/deletion": [Kind(note: "held", parts: ["case": "closed"], content: reason)],
            "POST /case-status-changes": [Kind(content: .form(change))],
            "POST /case-types": [Kind(content: name)],
            "POST /case-types/{caseType}": [Kind(content: name)],
            "POST /case-types/{caseType}/archive": [Kind()],
            "POST /case-types/{caseType}/archive/deletion": [Kind()],
        ]
    }
}
