import Testing

@testable import Cryptography

@Suite struct VerifyingKeyTests {
    /// RFC 7515 appendix A.3.
    private static let es256 = (
        x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        signed:
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
        signature: "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
    )

    /// RFC 7515 appendix A.2.
    private static let rs256 = (
        n:
            "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
        signed:
            "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
        signature:
            "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
    )

    private func bytes(_ text: String) throws -> [UInt8] { try #require(Base64URL.bytes(of: text.utf8)) }

    @Test(
        "SE-09: signatures are those of RFC 7515 appendices A.2 and A.3; a changed one, or another message, is refused")
    func vectors() throws {
        let (curve, rsa) = (Self.es256, Self.rs256)
        let keys: [(VerifyingKey, SignatureAlgorithm, String, String)] = [
            (
                try #require(VerifyingKey(x: bytes(curve.x), y: bytes(curve.y))), .es256, curve.signed,
                curve.signature
            ),
            (
                try #require(VerifyingKey(modulus: bytes(rsa.n), exponent: bytes("AQAB"))), .rs256, rsa.signed,
                rsa.signature
            ),
        ]
        for (key, algorithm, signed, signature) in keys {
            let (message, right) = (Array(signed.utf8), try bytes(signature))
            #expect(try key.accepts(right, of: message, algorithm))
            for position in [0, right.count / 2, right.count - 1] {
                var wrong = right
                wrong[position] ^= 1
                #expect(try !key.accepts(wrong, of: message, algorithm))
            }
            #expect(try !key.accepts(right, of: message + [0], algorithm))
            for other in SignatureAlgorithm.allCases where other != algorithm {
                #expect(try !key.accepts(right, of: message, other))
            }
            for count in [0, 1, 63, 65, 255] {
                #expect(try !key.accepts([UInt8](repeating: 1, count: count), of: message, algorithm))
            }
        }
        let zeros = [UInt8](repeating: 0, count: 64)
        #expect(try !keys[0].0.accepts(zeros, of: [], .es256))
    }

    @Test("SE-09: weak keys, even exponents and points off the curve are no keys")
    func refused() throws {
        let modulus = try bytes(Self.rs256.n)
        #expect(VerifyingKey(modulus: Array(modulus.prefix(128)), exponent: [1, 0, 1]) == nil)
        #expect(VerifyingKey(modulus: [0x7F] + modulus.dropFirst(), exponent: [1, 0, 1]) == nil)
        #expect(VerifyingKey(modulus: modulus, exponent: [2]) == nil)
        #expect(VerifyingKey(modulus: modulus, exponent: [1]) == nil)
        #expect(VerifyingKey(modulus: modulus, exponent: []) == nil)
        #expect(VerifyingKey(x: [1], y: [1]) == nil)
        let off = try #require(VerifyingKey(x: [UInt8](repeating: 1, count: 32), y: [UInt8](repeating: 1, count: 32)))
        #expect(try !off.accepts(try bytes(Self.es256.signature), of: Array(Self.es256.signed.utf8), .es256))
    }
}
