import COpenSSL

/// Comparison that does not tell by its time how far two values agree.
package enum ConstantTime {
    /// Values of different length differ; their length is no secret.
    package static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && CRYPTO_memcmp(one, other, one.count) == 0
    }
}
