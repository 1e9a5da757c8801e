import Domain
import NIOHTTP1

/// What lies in a store under our prefix, page by page.
struct S3Listing: Sendable {
    let client: S3Client

    /// A complete file and when the store took it in.
    struct File: Sendable {
        let id: ID<Blob>
        let storedAt: Moment
    }

    /// An upload in parts that has not ended.
    struct Unfinished: Sendable {
        let key: String
        let number: String
        let begunAt: Moment
    }

    /// Passes over what is not named as we name files.
    func files(_ take: ([File]) async throws -> Void) async throws {
        var more: String?
        repeat {
            var query = [("encoding-type", "url"), ("list-type", "2"), ("prefix", client.location.prefix)]
            if let more { query.append(("continuation-token", more)) }
            let page = try await client.ask(S3Question(.GET, nil, query: query)).document()
            try await take(
                page.all("Contents").compactMap { entry in
                    guard let id = id(of: entry), let time = Self.time(entry["LastModified"]) else { return nil }
                    return File(id: id, storedAt: time)
                })
            more = page["IsTruncated"] == "true" ? page["NextContinuationToken"] : nil
        } while more != nil
    }

    func unfinished(_ take: ([Unfinished]) async throws -> Void) async throws {
        var more: (key: String, upload: String)?
        repeat {
            var query = [("prefix", client.location.prefix), ("uploads", "")]
            if let more { query += [("key-marker", more.key), ("upload-id-marker", more.upload)] }
            let page = try await client.ask(S3Question(.GET, nil, query: query)).document()
            try await take(
                page.all("Upload").compactMap { entry in
                    guard let id = id(of: entry), let number = entry["UploadId"],
                        let time = Self.time(entry["Initiated"])
                    else { return nil }
                    return Unfinished(key: client.key(of: id), number: number, begunAt: time)
                })
            guard page["IsTruncated"] == "true", let key = page["NextKeyMarker"], !key.isEmpty else { return }
            more = (key, page["NextUploadIdMarker"] ?? "")
        } while more != nil
    }

    /// The prefix is known, so the id is what the key ends in, however the prefix is spelled in the answer.
    private func id(of entry: StoreDocument) -> ID<Blob>? {
        guard let name = entry["Key"]?.split(separator: "/").last else { return nil }
        return try? ID(reading: String(name))
    }

    private static func time(_ text: String?) -> Moment? { text.flatMap { Moment(storeTime: $0) } }
}
