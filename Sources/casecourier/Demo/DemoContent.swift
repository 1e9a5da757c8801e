import Actions
import Cryptography
import Domain
import Foundation

/// The firm, the case and the people of the demonstration, made once by the same actions that pages call.
struct DemoContent {
    private let server: RunningServer
    private var installation: Installation { server.open.installation }

    init(_ server: RunningServer) { self.server = server }

    struct SignIn: Codable {
        let email: String
        let password: String
    }

    /// The content did not take; tells which step.
    struct Fault: Error, CustomStringConvertible {
        let description: String
        init(_ step: String) { description = "The demonstration could not be prepared: \(step)." }
    }

    /// Makes what is missing and returns how to sign in. The sign-in is kept in the data folder, for the next start.
    func prepare() async throws -> SignIn {
        guard try await installation.awaitsFirstAdministrator() else {
            guard let kept = FileManager.default.contents(atPath: server.data.demoSignIn) else {
                throw Fault("the data belong to another installation; name a new data folder or database")
            }
            return try JSONDecoder().decode(SignIn.self, from: kept)
        }
        let secret = try SessionSecret.random(from: installation.world)
        let signIn = SignIn(email: "dana@harbour-quay.example", password: String(secret.cookie.prefix(20)))
        let session = try await administrator(signIn)
        guard let viewer = try await installation.signedIn(session) else { throw Fault("no session") }
        try await fill(as: viewer)
        try await installation.signOut(session)
        let kept = FileManager.default.createFile(
            atPath: server.data.demoSignIn, contents: try JSONEncoder().encode(signIn),
            attributes: [.posixPermissions: 0o600])
        guard kept else { throw Fault("the data folder cannot be written to") }
        return signIn
    }

    /// Makes the account and signs in to it: actions of staff are for whoever is signed in.
    private func administrator(_ signIn: SignIn) async throws -> BrowserSecret {
        let staff = try NewStaff(
            name: "Dana Field", email: signIn.email, role: .administrator, password: signIn.password,
            organisation: installation.organisation)
        guard case .added = try await installation.addStaff(staff) else { throw Fault("no account") }
        let place = SignInPlace(
            client: ClientTrace(address: "127.0.0.1", userAgent: "demo"), limitKey: "demo", browser: "the demo")
        let address = try EmailAddress(reading: signIn.email)
        guard
            case .signedIn(let session, _) = try await installation.signIn(
                address: address, password: signIn.password, from: place)
        else { throw Fault("no session") }
        return session
    }

    private func fill(as viewer: Viewer) async throws {
        let ana = try await contact("Ana Client", "ana@client.example", by: viewer)
        let ben = try await contact("Ben Counsel", "ben@counsel.example", by: viewer)
        let details = try CaseDetails(reference: "2026-014", title: "Missing crates, harbour warehouse")
        guard case .kept(let caseFile) = try await installation.openCase(details, by: viewer) else {
            throw Fault("no case")
        }
        for (person, role) in [
            (viewer.person, AssignmentRole.caseManager), (ana, .clientContact), (ben, .affiliateContact),
        ] {
            guard try await installation.assign(person, as: role, to: caseFile, by: viewer) == .done else {
                throw Fault("nobody on the case")
            }
        }
        let ready = try await update(DemoUpdates.interview, in: caseFile, by: viewer)
        guard case .validated = try await installation.validateUpdate(ready, by: viewer) else {
            throw Fault("no update")
        }
        _ = try await update(DemoUpdates.surveillance, in: caseFile, by: viewer)
    }

    private func contact(_ name: String, _ email: String, by viewer: Viewer) async throws -> ID<Person> {
        let details = try PersonDetails(name: name, email: email)
        guard case .kept(let id, _) = try await installation.addPerson(details, kind: .contact, by: viewer) else {
            throw Fault("no contact")
        }
        return id
    }

    private func update(_ text: DemoUpdates.Update, in caseFile: ID<CaseFile>, by viewer: Viewer) async throws
        -> ID<CaseUpdate>
    {
        let typed = try UpdateText(title: text.title, body: text.body)
        guard case .written(let id, _) = try await installation.writeUpdate(typed, in: caseFile, by: viewer) else {
            throw Fault("no update")
        }
        for file in text.files {
            let begun = try await installation.beginUpload(to: id, name: file.name, type: file.type, by: viewer)
            guard case .upload(let upload) = begun, try await upload.append(Array(file.content.utf8)),
                case .attached = try await upload.finish()
            else { throw Fault("no file") }
        }
        return id
    }
}
