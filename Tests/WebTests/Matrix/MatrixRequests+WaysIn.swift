@testable import Web

extension MatrixScene {
    /// How accounts are closed and opened again.
    var waysIn: [String: [Kind]] {
        let colleague = ["person": "colleague"]
        return [
            "POST /people/{person}/closure": [Kind(parts: colleague)],
            "POST /people/{person}/closure/deletion": [Kind(parts: colleague)],
        ]
    }
}
