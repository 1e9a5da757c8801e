internal import Glibc

/// Why a data folder cannot be used.
package enum DataFolderFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Every user of the machine may read or write it; the mode is in octal.
    case exposed(what: String, mode: String)
    /// The folder does not exist and cannot be made; the number is the system's.
    case cannotMake(error: Int32)
    case cannotLock(error: Int32)

    /// A sentence for the operator, who knows the path.
    package var description: String {
        switch self {
        case .exposed(let what, let mode):
            "The data \(what) is open to every user of this machine (mode \(mode)). "
                + "Allow its owner only: chmod \(what == "folder" ? "700" : "600")."
        case .cannotMake(let error):
            "The data folder cannot be made: \(Self.words(error)). Its parent folder must exist and be writable."
        case .cannotLock(let error):
            "The data folder cannot be locked: \(Self.words(error))."
        }
    }

    private static func words(_ error: Int32) -> String {
        strerror(error).map { String(cString: $0) } ?? "error \(error)"
    }
}
