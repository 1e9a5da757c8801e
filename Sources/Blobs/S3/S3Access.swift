package import Domain

/// How an object store is reached: its address, its region, and who we are to it.
package struct S3Access: Sendable {
    let isEncrypted: Bool
    /// `host` or `host:port`; nil for the provider whose addresses follow from region and bucket.
    let authority: String?
    let region: String
    let credentials: S3Credentials

    /// `endpoint` is `https://host[:port]` or `http://…`; without one, Amazon's addresses of the region are used.
    package init(endpoint: String?, region: String, credentials: S3Credentials) throws(Malformed) {
        guard !region.isEmpty, region.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }) else {
            throw Malformed("region", "Name the region as the store does, such as eu-central-1.")
        }
        self.region = region
        self.credentials = credentials
        guard let endpoint else {
            isEncrypted = true
            authority = nil
            return
        }
        let scheme = ["https://", "http://"].first { endpoint.hasPrefix($0) }
        var rest = endpoint.dropFirst(scheme?.utf8.count ?? 0)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        let isPlain = rest.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !"/?#@%\"<>\\".utf8.contains(byte)
        }
        guard let scheme, !rest.isEmpty, isPlain else {
            throw Malformed("endpoint", "Write the endpoint as https://host or https://host:port, without a path.")
        }
        isEncrypted = scheme == "https://"
        // The port of the scheme is left out by the one who sends the request, and the signature covers the name.
        let standardPort = isEncrypted ? ":443" : ":80"
        authority = (rest.hasSuffix(standardPort) ? String(rest.dropLast(standardPort.count)) : String(rest))
            .lowercased()
    }

    /// Who answers for this bucket, and what its paths begin with.
    func address(of bucket: String) -> (authority: String, path: String) {
        if let authority { return (authority, "/\(bucket)/") }
        let host = "s3.\(region).amazonaws.com"
        // The certificate of the provider covers one name before its own.
        return bucket.contains(".") ? (host, "/\(bucket)/") : ("\(bucket).\(host)", "/")
    }
}

/// What an object store knows us by.
package struct S3Credentials: Sendable {
    let accessKey: String
    let secret: String
    /// Of credentials that were lent for a while.
    let sessionToken: String?

    package init(accessKey: String, secret: String, sessionToken: String?) {
        self.accessKey = accessKey
        self.secret = secret
        self.sessionToken = sessionToken
    }
}
