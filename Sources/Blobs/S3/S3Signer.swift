import Cryptography
package import Domain

/// Signs requests so that a store knows who asks, and that nothing of the request was changed on its way.
///
/// AWS Signature Version 4 in the `Authorization` header, as the S3 interface takes it: the path encoded once, the body by
/// its SHA-256 ("Authenticating Requests", Amazon S3 API Reference).
package struct S3Signer: Sendable {
    private let credentials: S3Credentials
    private let region: String

    package init(credentials: S3Credentials, region: String) {
        self.credentials = credentials
        self.region = region
    }

    /// Every header to send, the signature among them. A store takes it for a quarter of an hour after `moment`.
    package func headers(for request: S3Request, at moment: Moment) throws -> [(name: String, value: String)] {
        let civil = CivilTime(moment)
        let day = civil.date.filter { $0 != "-" }
        let time = "\(day)T\(civil.exactClock.filter { $0 != ":" })Z"
        var headers =
            request.headers + [
                ("host", request.authority), ("x-amz-content-sha256", request.payloadHash), ("x-amz-date", time),
            ]
        if let token = credentials.sessionToken { headers.append(("x-amz-security-token", token)) }

        let signed = Self.canonical(headers)
        let names = signed.map(\.name).joined(separator: ";")
        let canonicalRequest = [
            request.method, request.encodedPath, request.encodedQuery,
            signed.map { "\($0.name):\($0.value)\n" }.joined(), names, request.payloadHash,
        ].joined(separator: "\n")

        let scope = "\(day)/\(region)/s3/aws4_request"
        let digest = try SHA256.digest(of: Array(canonicalRequest.utf8)).hex
        let signature = try sign("AWS4-HMAC-SHA256\n\(time)\n\(scope)\n\(digest)", day: day)
        let authorization =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
        return headers + [("authorization", authorization)]
    }

    private func sign(_ text: String, day: String) throws -> String {
        var key = Array("AWS4\(credentials.secret)".utf8)
        for step in [day, region, "s3", "aws4_request", text] {
            key = try KeyedMAC(key: key).tag(of: Array(step.utf8))
        }
        return Hexadecimal.text(of: key)
    }

    /// Names small and in order; runs of white space in values count as one space, and none at the ends.
    private static func canonical(_ headers: [(name: String, value: String)]) -> [(name: String, value: String)] {
        let small = headers.map { header in
            let words = header.value.split { $0 == " " || $0 == "\t" }
            return (name: header.name.lowercased(), value: words.joined(separator: " "))
        }
        return small.sorted { $0.name < $1.name }
    }
}
