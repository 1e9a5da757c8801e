import Domain
import Glibc
import Synchronization

/// The folder of stored files: `b/7/b7…`, two levels by the first characters of the random id, so that no folder grows
/// large.
///
/// Everything is opened relative to the folder's own descriptor and without following links: no name can lead out of
/// it.
final class BlobFolder: Sendable {
    private let root: Descriptor
    private let durable = Mutex<Set<String>>([])

    /// Makes the folder if need be, for its owner alone; refuses one that others may enter.
    init(_ path: String) throws(BlobFault) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw BlobFault(errno: errno) }
        root = try Descriptor(taking: open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        guard try root.status().st_mode & 0o077 == 0 else { throw .exposed }
    }

    /// Whether the folder is still there and ours alone.
    func check() throws(BlobFault) {
        guard try root.status().st_nlink > 0, try root.status().st_mode & 0o077 == 0 else { throw .exposed }
    }

    /// The folder of `id`, made and made durable if need be.
    func makeLeaf(of id: ID<Blob>) throws(BlobFault) -> Descriptor {
        let (outer, inner) = Self.names(of: id)
        if durable.withLock({ $0.contains(outer + inner) }) { return try leaf(outer, inner) }
        try Self.makeFolder(outer, in: root)
        let parent = try Self.openFolder(outer, in: root)
        try Self.makeFolder(inner, in: parent)
        // Also where both were there: whoever made them may not have come to this yet.
        try root.sync()
        try parent.sync()
        durable.withLock { _ = $0.insert(outer + inner) }
        return try leaf(outer, inner)
    }

    /// The folder of `id`; throws `missing` where no file was ever put there.
    func leaf(of id: ID<Blob>) throws(BlobFault) -> Descriptor {
        let (outer, inner) = Self.names(of: id)
        return try leaf(outer, inner)
    }

    /// Every folder that files may lie in, one after the other.
    func forEachLeaf(_ body: (borrowing Descriptor) throws(BlobFault) -> Void) throws(BlobFault) {
        let names = "0123456789abcdefghijklmnopqrstuv".map(String.init)
        for outer in names {
            for inner in names {
                let folder: Descriptor
                do { folder = try leaf(outer, inner) } catch .missing { continue }
                try body(folder)
            }
        }
    }

    private func leaf(_ outer: String, _ inner: String) throws(BlobFault) -> Descriptor {
        try Self.openFolder("\(outer)/\(inner)", in: root)
    }

    private static func names(of id: ID<Blob>) -> (outer: String, inner: String) {
        let text = id.text
        return (String(text.prefix(1)), String(text.dropFirst().prefix(1)))
    }

    private static func makeFolder(_ name: String, in parent: borrowing Descriptor) throws(BlobFault) {
        guard mkdirat(parent.number, name, 0o700) == 0 || errno == EEXIST else { throw BlobFault(errno: errno) }
    }

    private static func openFolder(_ name: String, in parent: borrowing Descriptor) throws(BlobFault) -> Descriptor {
        try Descriptor(taking: openat(parent.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
    }
}
