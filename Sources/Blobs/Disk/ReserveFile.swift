import Glibc
import Synchronization

/// Space that is kept back for the day the disk is full: given free then, it lets rows go on being written, those of
/// refusals among them, while files are refused (ST-04).
///
/// 64 MiB, or a sixteenth of a disk that is smaller than a gibibyte.
package final class ReserveFile: Sendable {
    private static let largest: Int64 = 64 << 20

    private let size: Int64
    private let file: Descriptor
    private let held = Mutex(false)

    /// Takes the space in `folder`, as the file `reserve`. Where there is not enough, the reserve begins as one that was
    /// given free.
    package init(in folder: String) throws(BlobFault) {
        file = try Descriptor(
            taking: Glibc.open(folder + "/reserve", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600))
        let disk = try file.space()
        size = min(Self.largest, disk.total / 16)
        // What an earlier process left may be of another size, or have been cut off.
        let status = try file.status()
        if status.st_size == off_t(size), Int64(status.st_blocks) * 512 >= size {
            held.withLock { $0 = true }
        } else {
            ftruncate(file.number, 0)
            restore()
        }
    }

    /// False while the space is given free: files are not taken in then.
    package var isHeld: Bool { held.withLock { $0 } }

    /// Gives the space free.
    package func release() {
        held.withLock { held in
            guard held else { return }
            ftruncate(file.number, 0)
            held = false
        }
    }

    /// Takes the space again once the disk has twice as much free; whether it is held now.
    @discardableResult
    package func restore() -> Bool {
        held.withLock { held in
            guard !held else { return true }
            guard let free = try? file.space().free, free >= 2 * size else { return false }
            held = posix_fallocate(file.number, 0, off_t(size)) == 0
            if !held { ftruncate(file.number, 0) }
            return held
        }
    }
}

extension Descriptor {
    /// Bytes of the file system that this lies in: all, and those that we may still take.
    fileprivate borrowing func space() throws(BlobFault) -> (total: Int64, free: Int64) {
        var status = statvfs()
        guard fstatvfs(number, &status) == 0 else { throw BlobFault(errno: errno) }
        let unit = Int64(status.f_frsize)
        let (total, isHuge) = Int64(status.f_blocks).multipliedReportingOverflow(by: unit)
        return (isHuge ? .max : total, Int64(status.f_bavail).multipliedReportingOverflow(by: unit).partialValue)
    }
}
