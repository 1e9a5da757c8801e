import Cryptography
import Domain
import Testing

@testable import Outbound

@Suite struct OpenIDSettingsTests {
    private func settings(_ issuer: String) throws(Malformed) -> OpenIDSettings {
        try OpenIDSettings(
            issuer: issuer, name: "Firm", redirectURL: "https://cc.example/sign-in/provider",
            signedOutURL: "https://cc.example/signed-out", clientID: "cc",
            clientSecret: "s")
    }

    @Test("SE-09: a sign-in service is asked over TLS, or on this machine")
    func issuers() throws {
        for issuer in ["https://id.example", "https://id.example/realms/a", "http://127.0.0.1:9", "http://localhost:9"]
        {
            #expect(try settings(issuer).issuer == issuer)
        }
        for issuer in [
            "http://id.example", "id.example", "", "ftp://id.example", "https://", "https://id.example?a=b",
            "https://id.example#a", "https://u@id.example", "http://127.0.0.1.example",
        ] {
            #expect(throws: Malformed.self, "\(issuer)") { try settings(issuer) }
        }
    }

    @Test(
        "SE-09: a description with another issuer, an address without TLS or no proof of the code is refused",
        arguments: [
            ("https://id.example", "https://id.example/a", "S256", nil),
            ("https://id.example/", "https://id.example/a", "S256", OpenIDFault.misdescribed(.otherIssuer)),
            ("https://id.example", "http://id.example/a", "S256", .misdescribed(.unsafeAddress)),
            ("https://id.example", "http://127.0.0.1/a", "S256", .misdescribed(.unsafeAddress)),
            ("https://id.example", "https://id.example/a", "plain", .misdescribed(.noProofOfCode)),
        ])
    func descriptions(_ issuer: String, _ address: String, _ proof: String, _ fault: OpenIDFault?) throws {
        let text = """
            {"issuer": "\(issuer)", "authorization_endpoint": "\(address)", "token_endpoint": "https://id.example/t",
             "jwks_uri": "https://id.example/k", "code_challenge_methods_supported": ["\(proof)"], "more": {"a": [1]}}
            """
        let settings = try settings("https://id.example")
        if let fault {
            #expect(throws: fault) { try ProviderDescription(reading: Array(text.utf8), for: settings) }
        } else {
            #expect(try ProviderDescription(reading: Array(text.utf8), for: settings).authorization == address)
        }
    }

    @Test(
        "SE-10: browsers are signed out where the description says, unless that is not over TLS",
        arguments: [
            ("https://id.example/end", "https://id.example/end"), ("http://id.example/end", nil), ("/end", nil),
            ("javascript:alert(1)", nil),
        ])
    func signsOut(_ address: String, _ taken: String?) throws {
        let text = """
            {"issuer": "https://id.example", "authorization_endpoint": "https://id.example/a",
             "token_endpoint": "https://id.example/t", "jwks_uri": "https://id.example/k",
             "end_session_endpoint": "\(address)"}
            """
        let settings = try settings("https://id.example")
        #expect(try ProviderDescription(reading: Array(text.utf8), for: settings).signOut == taken)
    }

    @Test("SE-09: of published keys those are taken that can sign, and no secret, weak or foreign one")
    func keys() throws {
        let modulus = Base64URL.text(of: [UInt8](repeating: 0xC1, count: 256))
        let weak = Base64URL.text(of: [UInt8](repeating: 0xC1, count: 128))
        let coordinate = Base64URL.text(of: [UInt8](repeating: 1, count: 32))
        let text = """
            {"keys": [
              {"kty": "RSA", "kid": "a", "use": "sig", "alg": "RS256", "n": "\(modulus)", "e": "AQAB"},
              {"kty": "RSA", "kid": "b", "use": "enc", "n": "\(modulus)", "e": "AQAB"},
              {"kty": "RSA", "kid": "c", "n": "\(weak)", "e": "AQAB"},
              {"kty": "oct", "kid": "d", "k": "\(coordinate)"},
              {"kty": "EC", "kid": "e", "crv": "P-256", "x": "\(coordinate)", "y": "\(coordinate)"},
              {"kty": "EC", "kid": "f", "crv": "P-384", "x": "\(coordinate)", "y": "\(coordinate)"}
            ]}
            """
        let keys = try ProviderKeys(reading: Array(text.utf8))
        #expect(keys.keys.map(\.name) == ["a", "e"])
        let header = { (algorithm: SignatureAlgorithm, kid: String?) in
            IDToken.Header(algorithm: algorithm, kid: kid)
        }
        #expect(keys.candidates(header(.rs256, "a")).count == 1)
        #expect(keys.candidates(header(.ps256, "a")).isEmpty)
        #expect(keys.candidates(header(.es256, "z")).isEmpty)
        #expect(throws: OpenIDFault.misdescribed(.noKeys)) { try ProviderKeys(reading: Array(#"{"keys":[]}"#.utf8)) }
    }
}
