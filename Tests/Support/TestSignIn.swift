package import Actions
internal import Cryptography
package import Domain
internal import Records

extension TestInstallation {
    /// The cookie of a further sign-in of this member of staff.
    package func signIn(_ viewer: Viewer, by way: SignInWay = .password) async throws -> String {
        try await begin(viewer, by: way).cookie
    }

    /// This member of staff, signed in anew: for when time has passed and their session ran out.
    package func again(_ viewer: Viewer) async throws -> Viewer {
        Viewer(
            person: viewer.person, session: try await begin(viewer).session, name: viewer.name, rights: viewer.rights)
    }

    private func begin(
        _ viewer: Viewer, by way: SignInWay = .password
    ) async throws -> (cookie: String, session: ID<StaffSession>) {
        let secret = try SessionSecret.random(from: world)
        let digest = try secret.digest().hex
        let session = StaffSession(
            id: try world.newID(), person: viewer.person, createdAt: world.now(), lastSeenAt: world.now(), endedAt: nil,
            client: ClientTrace(address: "127.0.0.1", userAgent: "test"), way: way)
        try await write { try StaffSessions($0).insert(session, tokenDigest: digest) }
        return (secret.cookie, session.id)
    }
}
