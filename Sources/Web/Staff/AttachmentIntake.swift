import Actions
import Domain
import Hummingbird
import NIOCore

/// How taking a file in ends.
enum TakenFile {
    case attached(ID<Attachment>)
    case refused(DraftRefusal)
    case tooMany(limit: Int)
    /// The person has uploaded as much as one may.
    case overQuota(UploadQuota)
    /// It has more bytes than a file may have.
    case tooLarge
}

/// Takes files in; whatever goes wrong, nothing of them stays (UD-11).
struct AttachmentIntake: Sendable {
    let site: Site

    /// The content of a request is the file.
    func take(_ begun: BegunUpload, _ request: Request) async throws -> TakenFile {
        try await take(begun) {
            var chunks = try PacedBody(
                request, limit: site.installation.uploadLimits.fileSize
            ).makeAsyncIterator()
            return { try await chunks.next().map { Array($0.readableBytesView) } }
        }
    }

    func take(
        _ begun: BegunUpload, _ content: () throws -> () async throws -> [UInt8]?
    ) async throws -> TakenFile {
        switch begun {
        case .refused(let refusal): return .refused(refusal)
        case .tooMany(let limit): return .tooMany(limit: limit)
        case .overQuota(let quota): return .overQuota(quota)
        case .upload(let upload):
            do {
                let next = try content()
                while let bytes = try await next() {
                    guard try await upload.append(bytes) else {
                        await upload.abandon()
                        return upload.quotaReached.map(TakenFile.overQuota) ?? .tooLarge
                    }
                }
                return TakenFile(try await upload.finish())
            } catch {
                await upload.abandon()
                throw error
            }
        }
    }
}

extension TakenFile {
    fileprivate init(_ attached: AttachedFile) {
        switch attached {
        case .attached(let id): self = .attached(id)
        case .refused(let refusal): self = .refused(refusal)
        case .tooMany(let limit): self = .tooMany(limit: limit)
        case .overQuota(let quota): self = .overQuota(quota)
        }
    }
}
