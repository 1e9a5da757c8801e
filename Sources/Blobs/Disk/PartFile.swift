import Domain
import Glibc

/// A file on its way into the folder: written beside its final place, under a name that is never read.
struct PartFile: ~Copyable {
    static let suffix = ".part"

    private let folder: Descriptor
    private let file: Descriptor
    private let name: String
    private var written: Int64 = 0
    private var begun: Int64 = 0

    init(_ id: ID<Blob>, in folder: consuming Descriptor) throws(BlobFault) {
        name = id.text
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        file = try Descriptor(taking: openat(folder.number, name + Self.suffix, flags, 0o600))
        self.folder = folder
    }

    mutating func write(_ sealed: [UInt8]) throws(BlobFault) {
        try file.write(sealed)
        written += Int64(sealed.count)
        guard written - begun >= Self.writtenAhead else { return }
        file.beginWriting(from: begun, count: written - begun)
        begun = written
    }

    /// After so many bytes the disk is set to work, so that the end of a large upload has little left to wait for.
    private static let writtenAhead: Int64 = 8 << 20

    /// Puts the file in its place. Durable when it returns: its bytes first, then its name.
    consuming func commit() throws(BlobFault) {
        do throws(BlobFault) {
            try file.sync()
            try file.close()
            guard renameat(folder.number, name + Self.suffix, folder.number, name) == 0 else {
                throw BlobFault(errno: errno)
            }
            try folder.sync()
        } catch {
            // After a failed fsync of the folder the file may stand under either name; no row will ever name it.
            unlinkat(folder.number, name, 0)
            unlinkat(folder.number, name + Self.suffix, 0)
            throw error
        }
    }

    consuming func remove() {
        unlinkat(folder.number, name + Self.suffix, 0)
    }
}
