import Domain

/// The keys of this installation, in one file. Changes here are for people at a terminal; a running server sees them by
/// `Keys.reload`.
package struct Keyring: Sendable {
    /// At most so many keys of a purpose are tried or accepted (KM-02).
    static let mostVerifying = 4

    private let file: RingFile
    private let world: any World

    /// A new ring with one key for each purpose. Refuses where a ring exists; the caller refuses where data exist
    /// without one (KM-04).
    package static func create(in folder: String, world: any World) throws -> Keyring {
        let file = RingFile(folder: folder)
        try file.prepareFolder()
        try file.whileLocked {
            guard !file.exists else { throw KeyringFault.exists }
            let now = world.now()
            try write(KeyPurpose.allCases.map { try KeyEntry.random(for: $0, at: now, world: world) }, to: file)
        }
        return Keyring(file: file, world: world)
    }

    /// The ring in `folder`; throws a `KeyringFault` that says what to do where it is missing, damaged or open to
    /// others.
    package static func open(_ folder: String, world: any World) throws -> Keyring {
        let ring = Keyring(file: RingFile(folder: folder), world: world)
        _ = try ring.entries()
        return ring
    }

    /// Changes with every change of the ring; none where the file is gone.
    var stamp: RingStamp? { file.stamp }

    /// Every key without its secret, in the order they were made.
    package func describe() throws -> [KeyDescription] {
        try entries().map(\.publicPart)
    }

    /// Gives a ring that an earlier version made a key for each purpose that it did not know. Nothing is written where there is
    /// nothing to add.
    package func complete() throws {
        let known = Set(try entries().map(\.purpose))
        guard KeyPurpose.allCases.contains(where: { !known.contains($0) }) else { return }
        try change { entries, now in
            let known = Set(entries.map(\.purpose))
            for purpose in KeyPurpose.allCases where !known.contains(purpose) {
                _ = try append(purpose, to: &entries, at: now)
            }
        }
    }

    /// A new key for `purpose`. Those that signed so far verify for `verifyingFor` more, by default as long as what
    /// they made may live.
    package func rotate(_ purpose: KeyPurpose, verifyingFor: Duration? = nil) throws -> KeyDescription {
        try change { entries, now in
            let verifying = entries.count { $0.purpose == purpose && $0.verifies(at: now) }
            guard verifying < Self.mostVerifying else { throw KeyringFault.tooManyKeys(purpose) }
            for index in entries.indices where entries[index].purpose == purpose && entries[index].state == .active {
                entries[index].state = .verifyOnly
                entries[index].verifyUntil = (verifyingFor ?? purpose.keptFor).map { now + $0 }
            }
            return try append(purpose, to: &entries, at: now)
        }
    }

    /// Ends a key at once and erases its secret. Where it was the one that signed, a new one takes its place and is
    /// returned.
    package func revoke(_ kid: String) throws -> KeyDescription? {
        try change { entries, now in
            guard let index = entries.firstIndex(where: { $0.kid == kid }) else { throw KeyringFault.unknownKey(kid) }
            let purpose = entries[index].purpose
            guard purpose != .file || entries[index].state != .active else { throw KeyringFault.stillSealing(kid) }
            entries[index].state = .revoked
            entries[index].secret.wipe()
            entries[index].secret = []
            guard !entries.contains(where: { $0.purpose == purpose && $0.state == .active }) else { return nil }
            return try append(purpose, to: &entries, at: now)
        }
    }

    func entries() throws(KeyringFault) -> [KeyEntry] {
        var bytes = try file.read()
        defer { bytes.wipe() }
        return try RingText.entries(of: bytes)
    }

    private func append(_ purpose: KeyPurpose, to entries: inout [KeyEntry], at now: Moment) throws -> KeyDescription {
        var entry = try KeyEntry.random(for: purpose, at: now, world: world)
        while entries.contains(where: { $0.kid == entry.kid }) {
            entry = try KeyEntry.random(for: purpose, at: now, world: world)
        }
        entries.append(entry)
        return entry.publicPart
    }

    private func change<Result>(_ body: (inout [KeyEntry], Moment) throws -> Result) throws -> Result {
        try file.whileLocked {
            var entries = try entries()
            let result = try body(&entries, world.now())
            try Self.write(entries, to: file)
            return result
        }
    }

    private static func write(_ entries: [KeyEntry], to file: RingFile) throws {
        var bytes = try RingText.bytes(of: entries)
        defer { bytes.wipe() }
        try file.replace(with: bytes)
    }
}
