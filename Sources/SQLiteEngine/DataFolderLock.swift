internal import Glibc
internal import Synchronization

/// The right to open the SQLite file of a data folder: held by one process at a time (ST-05).
///
/// It is `flock` on `lock` in the folder, so it ends with the process however that ends.
package final class DataFolderLock: Sendable {
    /// What came of trying to take the lock.
    package enum Attempt: Sendable {
        case held(DataFolderLock)
        /// Another process has it: the server, or a command at work.
        case taken
    }

    private let descriptor: Mutex<CInt?>

    private init(_ descriptor: CInt) {
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    /// Takes the lock of `folder` if it is free, without waiting.
    ///
    /// Makes the folder (mode 0700; its parent must exist) and the file (0600) where absent, and refuses a folder or lock
    /// that every user of the machine may read or write.
    package static func attempt(folder: String) throws(DataFolderFault) -> Attempt {
        if mkdir(folder, 0o700) != 0, errno != EEXIST { throw .cannotMake(error: errno) }
        try refuseExposed(folder, "folder")
        let descriptor = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotLock(error: errno) }
        do {
            try refuseExposed(folder + "/lock", "lock")
        } catch {
            close(descriptor)
            throw error
        }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return .held(DataFolderLock(descriptor)) }
        let error = errno
        close(descriptor)
        guard error == EWOULDBLOCK else { throw .cannotLock(error: error) }
        return .taken
    }

    /// Gives the lock back, once; later calls do nothing.
    package func release() {
        descriptor.withLock { descriptor in
            if let descriptor { close(descriptor) }
            descriptor = nil
        }
    }

    private static func refuseExposed(_ path: String, _ what: String) throws(DataFolderFault) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .cannotLock(error: errno) }
        guard status.st_mode & 0o007 == 0 else {
            throw .exposed(what: what, mode: String(status.st_mode & 0o777, radix: 8))
        }
    }
}
