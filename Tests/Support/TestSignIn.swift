package import Actions
internal import Cryptography
package import Domain
internal import Records

extension TestInstallation {
    /// The cookie of a browser in which this member of staff is signed in.
    package func cookie(of viewer: Viewer) async throws -> String {
        let secret = try installation.newBrowserSecret()
        let digest = try secret.digest().hex
        let now = world.now()
        let session = StaffSession(
            id: try world.newID(), person: viewer.person, createdAt: now, lastSeenAt: now, endedAt: nil,
            client: ClientTrace(address: "127.0.0.1", userAgent: "test"))
        try await write { try StaffSessions($0).insert(session, tokenDigest: digest) }
        return secret.cookieText
    }
}
