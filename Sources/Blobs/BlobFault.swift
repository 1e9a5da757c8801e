/// How a store of files failed. Holds no name, path or content.
package enum BlobFault: Error, Hashable, Sendable {
    /// More bytes came than the upload may have; nothing of it is kept.
    case tooLarge(limit: Int64)
    /// No space left on the device, or over its quota.
    case full
    /// There is no such file.
    case missing
    /// What is stored is not what was sealed. No byte of the damaged part was given out.
    case damaged
    /// The ring has no key for it: the row names a key that was never ours, or one that was revoked.
    case noKey
    /// A write was not confirmed to be on the disk. The store takes no more writes until the process is started anew;
    /// reading goes on.
    case unsafe
    /// The store was closed to writing by an earlier `unsafe`.
    case readOnly
    /// Bytes were asked for that the file does not have, or more than a mebibyte at once.
    case outside
    /// The upload was finished or given up before.
    case over
    /// The store's folder may be entered by others, is not a folder, or is not ours.
    case exposed
    /// The device or the system refused.
    case unavailable(errno: Int32)
    /// The object store could not be reached, or did not answer in time.
    case unreachable
    /// The object store does not take our signature, or its owner did not give us the right.
    case denied
    /// The object store has no such bucket.
    case noBucket
    /// What lies under the prefix in the bucket belongs to another installation, or to this one under a ring that is lost.
    case foreign
    /// The bucket lies in another region than we were told.
    case wrongRegion
    /// The object store's clock and ours are too far apart for a signature to count.
    case clockApart
    /// The object store holds a file of another size than was sent; nothing of it is kept.
    case unconfirmed
    /// The object store answered something that helps nobody.
    case answered(status: Int)
}

extension BlobFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge(let limit): "The file is larger than \(limit) bytes."
        case .full: "There is no space left for files."
        case .missing: "The file is not in the store."
        case .damaged: "The stored file is damaged."
        case .noKey: "The key ring has no key for the stored file. Put back the ring that it was stored with."
        case .unsafe: "The disk did not confirm a write. Check the disk, then restart; until then nothing is stored."
        case .readOnly:
            "The store takes no files since the disk failed to confirm a write. Check the disk, then restart."
        case .outside: "The file does not have the bytes that were asked for."
        case .over: "The upload has ended."
        case .exposed: "The folder of stored files is open to other users of this machine. Run `chmod 700` on it."
        case .unavailable(let number): "The store of files cannot be used (errno \(number))."
        case .unreachable: "The object store cannot be reached. Check AWS_ENDPOINT_URL_S3 and the network."
        case .denied:
            "The object store refuses us. Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and what they may do with the bucket: read, write, delete and list."
        case .noBucket: "The object store has no such bucket. Check CASECOURIER_BLOBS_URL; we make none."
        case .foreign:
            "The files under this prefix of the bucket were stored under another key ring. Put back that ring, or name another prefix in CASECOURIER_BLOBS_URL."
        case .wrongRegion: "The bucket lies in another region. Check AWS_REGION."
        case .clockApart: "The object store's clock and this machine's are too far apart. Set this machine's clock."
        case .unconfirmed: "The object store did not keep a file as it was sent."
        case .answered(let status): "The object store cannot do it now (it answered \(status))."
        }
    }
}
