import Domain
import Glibc

/// What uploads left behind that never ended: the process was killed, or the machine stopped.
enum Leftovers {
    /// Removes part files that were last written to before `limit`; returns how many.
    static func remove(from folder: BlobFolder, before limit: Moment) throws(BlobFault) -> Int {
        var count = 0
        try folder.forEachLeaf { leaf throws(BlobFault) in
            for name in try names(in: leaf) where isPart(name) {
                guard isOld(name, in: leaf, before: limit) else { continue }
                if unlinkat(leaf.number, name, 0) == 0 { count += 1 }
            }
        }
        return count
    }

    /// The files, complete and named by their id, that were last written to before `limit`.
    static func complete(in folder: BlobFolder, before limit: Moment) throws(BlobFault) -> [ID<Blob>] {
        var found: [ID<Blob>] = []
        try folder.forEachLeaf { leaf throws(BlobFault) in
            for name in try names(in: leaf) {
                guard let id: ID<Blob> = try? ID(reading: name) else { continue }
                if isOld(name, in: leaf, before: limit) { found.append(id) }
            }
        }
        return found
    }

    private static func isOld(_ name: String, in leaf: borrowing Descriptor, before limit: Moment) -> Bool {
        var status = stat()
        guard fstatat(leaf.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return false }
        return Int64(status.st_mtim.tv_sec) < limit.seconds
    }

    /// Nothing but what `PartFile` could have made is ever removed.
    private static func isPart(_ name: String) -> Bool {
        name.hasSuffix(PartFile.suffix) && (try? ID<Blob>(reading: String(name.dropLast(PartFile.suffix.count)))) != nil
    }

    private static func names(in leaf: borrowing Descriptor) throws(BlobFault) -> [String] {
        let copy = openat(leaf.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let listing = fdopendir(copy) else { throw BlobFault(errno: errno) }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names
    }
}
