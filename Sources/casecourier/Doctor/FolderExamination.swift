import Foundation
import Glibc

/// The data folder as the system sees it. Nothing is made.
struct FolderExamination: Sendable {
    let path: String
    private let reserve: Int64

    init(path: String, reserve: Int64) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
        self.reserve = reserve
    }

    var exists: Bool { access(path, F_OK) == 0 }
    var hasDatabase: Bool { access(path + "/casecourier.sqlite", F_OK) == 0 }

    func findings(environment: ServiceConfiguration.Environment) -> [Finding] {
        guard exists else {
            let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
            guard access(parent, W_OK) == 0 else {
                return [.problem(.data, "The data folder \(path) is not there, and \(parent) cannot be written to.")]
            }
            return [.ok(.data, "There is no data folder yet; the first start makes \(path).")] + room(at: parent)
        }
        return owner + room(at: path) + mount(environment)
    }

    private var owner: [Finding] {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            return [
                .problem(.data, "The data folder \(path) is no folder. Name another \(Setting.dataFolder.variable).")
            ]
        }
        let mode = String(status.st_mode & 0o777, radix: 8)
        if status.st_mode & 0o007 != 0 {
            return [
                .problem(
                    .data,
                    "The data folder is open to every user of this machine (mode \(mode)). Run `chmod 700 \(path)`.")
            ]
        }
        guard status.st_uid == geteuid() || geteuid() == 0 else {
            return [
                .problem(
                    .data, "The data folder belongs to another user. Run doctor as the user that runs the service.")
            ]
        }
        guard status.st_mode & 0o070 == 0 else {
            return [.warning(.data, "The data folder is open to its group (mode \(mode)). Run `chmod 700 \(path)`.")]
        }
        return [.ok(.data, "The data folder \(path) is its owner's alone.")]
    }

    private func room(at path: String) -> [Finding] {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else {
            return [.problem(.data, "The disk of the data folder cannot be asked.")]
        }
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        let free = overflow ? Int64.max : Int64(clamping: bytes)
        let words = "\(free / 1_048_576) MiB are free on the disk of the data folder"
        guard free >= reserve else {
            return [.problem(.data, "\(words), less than the \(reserve / 1_048_576) MiB that should stay. Make room.")]
        }
        return [.ok(.data, "\(words).")]
    }

    private func mount(_ environment: ServiceConfiguration.Environment) -> [Finding] {
        guard let mount = MountPoint.of(path) else { return [] }
        if mount.isNetwork {
            return [
                .problem(
                    .data,
                    "The data folder lies on a network file system (\(mount.kind)), whose locks and syncs SQLite cannot trust. "
                        + "Move it to a local disk.")
            ]
        }
        let missing = ["noexec", "nosuid", "nodev"].filter { !mount.options.contains($0) }
        guard environment == .production, !missing.isEmpty else { return [] }
        return [
            .warning(
                .data,
                "The file system of the data folder is mounted without \(missing.joined(separator: ", ")). Nothing in it has to "
                    + "be run: mount it so, or run the service by the systemd unit, which forbids it.")
        ]
    }
}
