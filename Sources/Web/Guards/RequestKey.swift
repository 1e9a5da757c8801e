import Domain
import HTTPTypes

extension HTTPFields {
    /// The name that its caller gave the request; nil where it gave none.
    func requestKey() throws(Malformed) -> String? {
        let fields = self[values: .idempotencyKey]
        guard let key = fields.first else { return nil }
        guard fields.count == 1, (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw Malformed("Idempotency-Key", "Give one of 1 to 255 visible ASCII characters.")
        }
        return key
    }
}

extension HTTPField.Name {
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
}
