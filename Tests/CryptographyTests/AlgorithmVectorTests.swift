import Domain
import Testing

@testable import Cryptography

@Suite("Algorithms give what their standards say")
struct AlgorithmVectorTests {
    @Test("LT-02: HMAC-SHA-256 equals RFC 4231, also when one key is used again and again")
    func hmac() throws {
        let cases: [(key: [UInt8], message: [UInt8], tag: String)] = [
            (
                [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
            ),
            (
                [UInt8](repeating: 0xaa, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ]
        for vector in cases {
            let key = try KeyedMAC(key: vector.key)
            for _ in 0..<3 {
                #expect(try key.tag(of: vector.message) == [UInt8](hex: vector.tag))
                #expect(try key.tag(of: []) != [UInt8](hex: vector.tag))
            }
        }
    }

    @Test("KM-01: HKDF-SHA-256 equals RFC 5869, cases 1 and 3")
    func hkdf() throws {
        let secret = [UInt8](repeating: 0x0b, count: 22)
        let first = try KeyDerivation.hkdf(
            secret: secret, salt: Array(0...0x0c), info: Array(0xf0...0xf9), count: 42)
        #expect(
            first
                == [UInt8](
                    hex: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"))
        let third = try KeyDerivation.hkdf(secret: secret, salt: [], info: [], count: 42)
        #expect(
            third
                == [UInt8](
                    hex: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"))
    }

    @Test("AU-02: scrypt equals RFC 7914 section 12")
    func scrypt() throws {
        let derived = try KeyDerivation.scrypt(
            password: Array("password".utf8), salt: Array("NaCl".utf8), logarithm: 10, blockSize: 8, lanes: 16,
            count: 64)
        #expect(
            derived
                == [UInt8](
                    hex: """
                        fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162
                        2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
                        """))
    }

    @Test("UD-06: SHA-256 equals FIPS 180-4, in pieces and afresh after finishing")
    func sha256() throws {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        var hash = try SHA256()
        for _ in 0..<2 {
            try Array("a".utf8).withUnsafeBytes { try hash.update($0) }
            try Array("bc".utf8).withUnsafeBytes { try hash.update($0) }
            #expect(try hash.finish().hex == expected)
        }
        #expect(try SHA256.digest(of: Array("abc".utf8)).hex == expected)
    }

    @Test("UD-09: AES-256-GCM equals test case 16 of its specification, both ways on one context")
    func gcm() throws {
        let key = [UInt8](hex: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
        let nonce = [UInt8](hex: "cafebabefacedbaddecaf888")
        let associated = [UInt8](hex: "feedfacedeadbeeffeedfacedeadbeefabaddad2")
        let plain = [UInt8](
            hex: """
                d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
                1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
                """)
        let sealed = [UInt8](
            hex: """
                522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
                8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
                76fc6ece0f4e1768cddf8853bb2d551b
                """)
        let cipher = try SealingKey(key: key)
        for _ in 0..<2 {
            #expect(try cipher.seal(plain, nonce: nonce, associated: associated) == nonce + sealed)
            #expect(try cipher.open(nonce + sealed, associated: associated) == plain)
        }
    }

    @Test("LT-02: base64url has one spelling for each sequence of bytes")
    func base64url() {
        #expect(Base64URL.text(of: [0xfb, 0xff]) == "-_8")
        #expect(Base64URL.bytes(of: "-_8".utf8) == [0xfb, 0xff])
        for wrong in ["-_8=", "-_9", "-_+", "+/8", "-_8 ", "-", "-_8%", "-_é", "AAAAA"] {
            #expect(Base64URL.bytes(of: wrong.utf8) == nil, "\(wrong)")
        }
        for count in 0...70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
            #expect(Base64URL.bytes(of: Base64URL.text(of: bytes).utf8) == bytes)
        }
    }
}
