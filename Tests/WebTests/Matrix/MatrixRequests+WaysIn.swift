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

    /// What is done about an address that waits for its code.
    var awaitedAddresses: [String: [Kind]] {
        [
            "POST /account/addresses/awaited/codes": [Kind()],
            "POST /account/addresses/awaited/confirmation": [Kind(content: .form([("code", "12345678")]))],
            "POST /account/addresses/awaited/deletion": [Kind()],
            "POST /address-changes/{secret}/codes": [Kind(parts: ["secret": "awaitedSecret"])],
            "POST /address-changes/{secret}/confirmation": [
                Kind(parts: ["secret": "awaitedSecret"], content: .form([("code", "12345678")]))
            ],
            "POST /people/{person}/awaited-address": [Kind(parts: ["person": "awaiting"])],
            "POST /people/{person}/awaited-address/deletion": [Kind(parts: ["person": "awaiting"])],
        ]
    }
}
