import Blobs
import Cryptography
import SQL

/// How the world failed an action, as far as whoever answers for it needs to tell apart.
package enum WorldFault: Hashable, Sendable {
    /// No room on the disk.
    case full
    /// May work again later.
    case unavailable
    /// A stored file is not what was sealed: an integrity failure.
    case damaged
    /// Anything else is ours to mend.
    case other

    package init(_ error: any Error) {
        switch error {
        case let fault as DatabaseFault: self = Self.kind(of: fault)
        case let fault as BlobFault: self = Self.kind(of: fault)
        case CryptographyFault.busy: self = .unavailable
        case CryptographyFault.damaged: self = .damaged
        default: self = .other
        }
    }

    /// Whether the same may succeed a moment later.
    var mayPass: Bool { self == .full || self == .unavailable }

    private static func kind(of fault: DatabaseFault) -> WorldFault {
        switch fault {
        case .full: .full
        case .unavailable, .stopped, .outcomeUnknown: .unavailable
        default: .other
        }
    }

    private static func kind(of fault: BlobFault) -> WorldFault {
        switch fault {
        case .full: .full
        case .unavailable, .unsafe, .readOnly, .unreachable, .denied, .noBucket, .foreign, .wrongRegion, .clockApart,
            .unconfirmed, .answered:
            .unavailable
        case .damaged: .damaged
        default: .other
        }
    }

    /// The fault in words for the log: those of our own modules hold no secret, code, address or file name; of any
    /// other error only the type is told.
    package static func words(for error: any Error) -> String {
        switch error {
        case is DatabaseFault, is BlobFault, is CryptographyFault: "\(error)"
        default: "\(type(of: error))"
        }
    }
}
