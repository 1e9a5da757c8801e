import Foundation
import Glibc

/// Which process holds the lock of a data folder, as far as the kernel tells this user (proc_locks(5)).
enum LockHolder {
    /// `process 4711 (casecourier)`; "another process" where the kernel does not say.
    static func words(folder: String) -> String {
        var status = stat()
        guard stat(folder + "/lock", &status) == 0,
            let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8),
            let line = locks.split(separator: "\n").first(where: { $0.contains(":\(status.st_ino) ") }),
            let process = line.split(separator: " ").dropFirst(4).first.flatMap({ Int32($0) }), process > 0
        else { return "another process" }
        let name = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8))?.trimmingCharacters(
            in: .newlines)
        return "process \(process)" + (name.map { " (\($0))" } ?? "")
    }
}
