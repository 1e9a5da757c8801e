import Domain
import Foundation
import Synchronization

@testable import Cryptography

extension FuzzTarget {
    /// LT-01, LT-02: only what we made is genuine, in its one spelling, and says what it was made of.
    static let token = FuzzTarget(name: "token") { bytes in
        var input = FuzzInput(bytes)
        let office = try TokenOffice.shared.get()
        if input.byte() % 2 == 0 {
            try office.checkForeign(input.text())
        } else {
            try office.checkEdited(&input)
        }
    }
}

/// Signers whose keys are the same in every run, so that a find can be run again.
private struct TokenOffice: Sendable {
    static let shared = Result { try TokenOffice() }

    let signer: LinkSigner
    /// The same keys under another public address, and other keys under the same one.
    let strangers: [LinkSigner]

    init() throws {
        let keys = try Self.keys(seed: 1)
        signer = LinkSigner(keys: keys, audience: "https://files.example.org")
        strangers = [
            LinkSigner(keys: keys, audience: "https://files.example.com"),
            LinkSigner(keys: try Self.keys(seed: 2), audience: "https://files.example.org"),
        ]
    }

    private static func keys(seed: UInt8) throws -> Keys {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casecourier-fuzz-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let world = RepeatedWorld(seed: seed)
        return try Keys(try Keyring.create(in: folder, world: world), world: world)
    }

    /// A text from anywhere: genuine only if signing what it says gives the same text.
    func checkForeign(_ text: String) throws {
        guard case .genuine(let claims, _) = try signer.read(text) else { return }
        try Broken.unless(try signer.token(for: claims) == text, "a second spelling of a token is genuine: \(text)")
    }

    /// A token of ours after some edits: forged, unless they left it as it was.
    func checkEdited(_ input: inout FuzzInput) throws {
        let expiry = Int64(bitPattern: input.word()) / 1000
        let link = ID<FileLink>(high: input.word(), low: input.word())
        let claims = LinkClaims(link: link, expiresAt: Moment(milliseconds: expiry))
        let token = try signer.token(for: claims)
        guard case .genuine(claims, _) = try signer.read(token) else {
            throw Broken(description: "our own token is forged: \(token)")
        }
        for stranger in strangers {
            try Broken.unless(try stranger.read(token) == .forged, "a stranger takes our token: \(token)")
        }
        let text = String(decoding: Self.edited(Array(token.utf8), &input), as: UTF8.self)
        guard text != token else { return }
        try Broken.unless(try signer.read(text) == .forged, "an edited token is genuine: \(text)")
    }

    private static func edited(_ token: [UInt8], _ input: inout FuzzInput) -> [UInt8] {
        var text = token
        while !input.isEmpty, !text.isEmpty, text.count < 600 {
            let (edit, place, value) = (input.byte(), input.index(below: text.count), input.byte())
            switch edit % 6 {
            case 0: text[place] = value
            case 1: text[place] ^= 1 << (value % 8)
            case 2: text.remove(at: place)
            case 3: text.insert(value, at: place)
            case 4: text.swapAt(place, Int(value) % text.count)
            default: text.insert(contentsOf: text[place...].prefix(Int(value)), at: place)
            }
        }
        return text
    }
}

/// Chance that repeats, for keys that are worth nothing.
private final class RepeatedWorld: World {
    private let state: Mutex<[UInt8]>

    init(seed: UInt8) { state = Mutex([seed]) }

    func now() -> Moment { Moment(milliseconds: 1_760_000_000_000) }
    func uptime() -> Duration { .zero }

    func randomBytes(_ count: Int) throws -> [UInt8] {
        try state.withLock { state in
            var bytes: [UInt8] = []
            while bytes.count < count {
                state = Array(try SHA256.digest(of: state).hex.utf8)
                bytes += state
            }
            return Array(bytes.prefix(count))
        }
    }
}
