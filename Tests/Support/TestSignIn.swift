package import Actions
internal import Cryptography
internal import Domain
internal import Records

extension TestInstallation {
    /// The cookie of a further sign-in of this member of staff.
    package func signIn(_ viewer: Viewer) async throws -> String {
        let secret = try SessionSecret.random(from: world)
        let digest = try secret.digest().hex
        let session = StaffSession(
            id: try world.newID(), person: viewer.person, createdAt: world.now(), lastSeenAt: world.now(), endedAt: nil,
            client: ClientTrace(address: "127.0.0.1", userAgent: "test"))
        try await write { try StaffSessions($0).insert(session, tokenDigest: digest) }
        return secret.cookie
    }
}
