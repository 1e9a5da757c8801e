import Glibc

/// What the system tells about a ring file without reading it.
struct RingStamp: Hashable, Sendable {
    let inode: UInt64
    let seconds: Int64
    let nanoseconds: Int64
    let size: Int64
}

/// The file `ring` in the keys folder: who may read it, and how it is replaced without ever being half written.
struct RingFile {
    let folder: String

    private var path: String { folder + "/ring" }

    /// Refuses a file that others of this machine could read or replace.
    func read() throws(KeyringFault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unreadable(errno: errno) }
        defer { close(descriptor) }
        try check(descriptor)
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
            }
            guard count >= 0 else { throw .unreadable(errno: errno) }
            guard count > 0 else { break }
            filled += count
        }
        guard filled < bytes.count else { throw .malformed("it is too large.") }
        defer { bytes.wipe() }
        return Array(bytes[..<filled])
    }

    /// Makes the folder if need be, for its owner alone.
    func prepareFolder() throws(KeyringFault) {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .unwritable(errno: errno) }
        guard chmod(folder, 0o700) == 0 else { throw .unwritable(errno: errno) }
    }

    var exists: Bool { access(path, F_OK) == 0 }

    /// Tells one state of the file from another: every change is a new file.
    var stamp: RingStamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return RingStamp(
            inode: UInt64(status.st_ino), seconds: Int64(status.st_mtim.tv_sec),
            nanoseconds: Int64(status.st_mtim.tv_nsec), size: Int64(status.st_size))
    }

    /// One change at a time, over all processes of this machine.
    func whileLocked<Result>(_ change: () throws -> Result) throws -> Result {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw errno == ENOENT ? KeyringFault.missing : .unreadable(errno: errno) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw KeyringFault.unwritable(errno: errno) }
        }
        return try change()
    }

    /// Durable when it returns: temporary file, fsync, rename, fsync of the folder.
    func replace(with bytes: [UInt8]) throws(KeyringFault) {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(errno: errno) }
        let failure = Self.fill(descriptor, with: bytes)
        guard close(descriptor) == 0, failure == 0, rename(temporary, path) == 0 else {
            let number = failure == 0 ? errno : failure
            unlink(temporary)
            throw .unwritable(errno: number)
        }
        try syncFolder()
    }

    private static func fill(_ descriptor: Int32, with bytes: [UInt8]) -> Int32 {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            guard count > 0 else { return errno }
            written += count
        }
        return fsync(descriptor) == 0 ? 0 : errno
    }

    private func syncFolder() throws(KeyringFault) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unwritable(errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .unwritable(errno: errno) }
    }

    private func check(_ descriptor: Int32) throws(KeyringFault) {
        var file = stat()
        var holder = stat()
        guard fstat(descriptor, &file) == 0, stat(folder, &holder) == 0 else { throw .unreadable(errno: errno) }
        guard file.st_mode & S_IFMT == S_IFREG else { throw .malformed("it is not a file.") }
        guard file.st_mode & 0o177 == 0, holder.st_mode & 0o022 == 0 else { throw .exposed }
        guard file.st_uid == geteuid() || file.st_uid == 0 else { throw .foreignOwner }
    }
}
