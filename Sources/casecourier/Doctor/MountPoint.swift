import Foundation

/// The file system that a path lies on, as the kernel lists it (proc_pid_mountinfo(5)).
struct MountPoint {
    let folder: String
    let options: Set<String>
    let kind: String

    var isNetwork: Bool {
        ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "ceph", "glusterfs", "fuse.glusterfs"].contains(kind)
    }

    /// The last mounted of those that reach furthest down to `path`.
    static func of(_ path: String) -> MountPoint? {
        guard let text = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else { return nil }
        return text.split(separator: "\n").compactMap { MountPoint(reading: $0) }.filter { $0.holds(path) }
            .max { $0.folder.count < $1.folder.count }
    }

    private init?(reading line: Substring) {
        let fields = line.split(separator: " ")
        guard fields.count > 6, let dash = fields.firstIndex(of: "-"), fields.indices.contains(dash + 1) else {
            return nil
        }
        folder = String(fields[4])
        options = Set(fields[5].split(separator: ",").map(String.init))
        kind = String(fields[dash + 1])
    }

    private func holds(_ path: String) -> Bool {
        folder == "/" || path == folder || path.hasPrefix(folder + "/")
    }
}
