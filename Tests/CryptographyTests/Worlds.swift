import Cryptography
import Domain
import Foundation
import Synchronization

/// A clock that is set by hand; chance is real.
final class SetWorld: World {
    private let time = Mutex(Moment(milliseconds: 1_760_000_000_000))

    func now() -> Moment { time.withLock { $0 } }
    func uptime() -> Duration { .milliseconds(now().milliseconds) }
    func randomBytes(_ count: Int) throws -> [UInt8] { try SystemWorld().randomBytes(count) }
    func pass(_ duration: Duration) { time.withLock { $0 = $0 + duration } }
}

/// A generator that has failed.
struct NoChance: World {
    func now() -> Moment { Moment(milliseconds: 0) }
    func uptime() -> Duration { .zero }
    func randomBytes(_ count: Int) throws -> [UInt8] { throw CryptographyFault.noRandomness }
}

/// Gives out the bytes it was given, then throws.
final class ScriptedChance: World {
    private let bytes: Mutex<[UInt8]>
    init(_ bytes: [UInt8]) { self.bytes = Mutex(bytes) }

    func now() -> Moment { Moment(milliseconds: 0) }
    func uptime() -> Duration { .zero }
    func randomBytes(_ count: Int) throws -> [UInt8] {
        try bytes.withLock { bytes in
            guard bytes.count >= count else { throw CryptographyFault.noRandomness }
            defer { bytes.removeFirst(count) }
            return Array(bytes.prefix(count))
        }
    }
}

/// A folder of its own, removed in the end.
final class Folder: Sendable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appending(path: "casecourier-\(UUID().uuidString)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A fresh ring in a folder of its own.
struct Installation {
    let folder = Folder()
    let world = SetWorld()
    let ring: Keyring
    let keys: Keys

    init() throws {
        ring = try Keyring.create(in: folder.path, world: world)
        keys = try Keys(ring, world: world)
    }
}

extension [UInt8] {
    init(hex: String) {
        let digits = hex.filter { $0.isHexDigit }
        self = stride(from: 0, to: digits.count, by: 2).compactMap { offset in
            UInt8(digits.dropFirst(offset).prefix(2), radix: 16)
        }
    }
}
