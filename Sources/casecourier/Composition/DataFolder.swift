import Foundation

/// Where everything of one installation lies on disk.
struct DataFolder: Sendable {
    let path: String

    /// Makes the folder, readable by its owner only, if it is not there yet.
    init(_ path: String) throws {
        let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
        self.path = absolute
        if !FileManager.default.fileExists(atPath: absolute) {
            try FileManager.default.createDirectory(
                atPath: absolute, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    var database: String { path + "/casecourier.sqlite" }
    var blobs: String { path + "/blobs" }
    var mailbox: String { path + "/mail" }
    var controlSocket: String { path + "/control.sock" }
    var demoSignIn: String { path + "/demo-sign-in" }

    /// Whether there is anything that a missing key ring would make unreadable (KM-04).
    var holdsData: Bool { FileManager.default.fileExists(atPath: database) }
}
