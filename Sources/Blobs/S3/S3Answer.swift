import NIOHTTP1

/// A store's whole answer to a request whose answer is short.
struct S3Answer: Sendable {
    let status: UInt
    let headers: HTTPHeaders
    let body: [UInt8]

    /// The listings of a thousand keys are the longest.
    static let largestBody = 4 << 20

    var isGood: Bool { (200..<300).contains(status) }

    /// The names in the answer's XML, or `answered` where it is none.
    func document() throws(BlobFault) -> StoreDocument {
        do { return try StoreDocument(reading: body) } catch { throw .answered(status: Int(status)) }
    }
}

extension S3Answer {
    /// Why the store did not do it: thrown as it is where asking again would not help, else as `Passing`.
    func refusal() -> any Error {
        let code = (try? StoreDocument(reading: body))?["Code"] ?? ""
        switch (status, code) {
        case (_, "RequestTimeTooSkewed"): return BlobFault.clockApart
        case (_, "QuotaExceeded"), (507, _): return BlobFault.full
        case (_, "XAmzContentSHA256Mismatch"), (_, "BadDigest"), (_, "IncompleteBody"), (400, "RequestTimeout"):
            return Passing(fault: .answered(status: Int(status)))
        case (301, _), (307, _), (400, "AuthorizationHeaderMalformed"), (400, "IllegalLocationConstraintException"):
            return BlobFault.wrongRegion
        case (401, _), (403, _), (400, "ExpiredToken"), (400, "InvalidToken"): return BlobFault.denied
        case (404, "NoSuchBucket"): return BlobFault.noBucket
        case (404, _): return BlobFault.missing
        case (412, _), (416, _): return BlobFault.damaged
        case (408, _), (409, "OperationAborted"), (425, _), (429, _), (500..., _):
            return Passing(fault: .answered(status: Int(status)))
        default: return BlobFault.answered(status: Int(status))
        }
    }
}
