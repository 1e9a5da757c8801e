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
        }
    }
}
