@testable import Web

extension MatrixScene {
    /// How accounts are closed and opened again, and how the sign-in service is visited and unlinked.
    var waysIn: [String: [Kind]] {
        let colleague = ["person": "colleague"]
        return [
            "POST /people/{person}/closure": [Kind(parts: colleague)],
            "POST /people/{person}/closure/deletion": [Kind(parts: ["person": "closedAccount"])],
            "POST /sign-in/provider": [Kind(content: .form([("next", "/cases")]))],
            "POST /account/proof/provider": [Kind(content: .form([("next", "/account")]))],
            "POST /people/{person}/provider-account/deletion": [Kind(parts: colleague)],
        ]
    }
}
