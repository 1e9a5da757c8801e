import Glibc

/// An open file or folder of the system, closed when it goes out of use.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    init(taking number: Int32) throws(BlobFault) {
        guard number >= 0 else { throw BlobFault(errno: errno) }
        self.number = number
    }

    /// Closes now, and tells whether the system was content.
    consuming func close() throws(BlobFault) {
        let number = number
        discard self
        guard Glibc.close(number) == 0 else { throw .unsafe }
    }

    /// A failed fsync is never tried again: a second one answers "done" although the bytes are lost.
    borrowing func sync() throws(BlobFault) {
        guard fsync(number) == 0 else { throw .unsafe }
    }

    borrowing func write(_ bytes: [UInt8]) throws(BlobFault) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(number, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw BlobFault(errno: errno) }
            written += count
        }
    }

    /// Has the system begin to write these bytes to the disk, without waiting for it: Linux does so when it is told that their
    /// pages are not needed (posix_fadvise(2)).
    borrowing func beginWriting(from offset: Int64, count: Int64) {
        _ = posix_fadvise(number, off_t(offset), off_t(count), POSIX_FADV_DONTNEED)
    }

    /// The first bytes of the file; throws `damaged` where it has fewer.
    borrowing func read(_ count: Int) throws(BlobFault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(number, $0.baseAddress?.advanced(by: filled), count - filled, off_t(filled))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw BlobFault(errno: errno) }
            guard got > 0 else { throw .damaged }
            filled += got
        }
        return bytes
    }

    borrowing func status() throws(BlobFault) -> stat {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw BlobFault(errno: errno) }
        return status
    }

    deinit { _ = Glibc.close(number) }
}

extension BlobFault {
    /// What the system's refusal means for files. A symbolic link where a file should lie is damage: we make none.
    init(errno number: Int32) {
        self =
            switch number {
            case ENOSPC, EDQUOT: .full
            case ENOENT: .missing
            case ELOOP: .damaged
            default: .unavailable(errno: number)
            }
    }
}
