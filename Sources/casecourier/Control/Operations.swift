import Actions
import Cryptography
import Domain
import Foundation

/// Carries requests of commands out on an open installation: the server's own, or one that the command opened itself.
struct Operations: Sendable {
    let installation: Installation
    let keyring: Keyring

    /// Never throws: every failure is an answer for the terminal.
    func perform(_ request: ControlRequest) async -> ControlAnswer {
        do {
            switch request {
            case .addPerson(let person): return try await add(person)
            case .ingestMail(let octets): return try await ingest([UInt8](octets))
            case .rotateKeys(let purpose): return try rotate(purpose)
            case .createToken(let email, let name, let days):
                return try await createToken(for: email, name: name, days: days)
            case .listTokens(let email): return try await listTokens(for: email)
            case .revokeToken(let id): return try await revokeToken(id)
            case .revokeKey(let kid): return try await revoke(kid)
            case .rewrapFiles: return try await rewrap()
            case .examine: return try await examine()
            }
        } catch let malformed as Malformed {
            return .refused("\(malformed.field): \(malformed.remedy)")
        } catch {
            return .later("This did not work and can be tried again: \(error)")
        }
    }

    private func add(_ new: ControlRequest.NewPerson) async throws -> ControlAnswer {
        guard let kind = PersonKind(rawValue: new.kind) else {
            return .refused("kind: Choose staff, contact or prospect.")
        }
        if kind == .staff { return try await addStaff(new) }
        guard new.role == nil else { return .refused("role: Only staff have a role.") }
        let details = try PersonDetails(name: new.name, email: new.email)
        guard case .kept(let id, let sharing) = try await installation.addPerson(details, kind: kind) else {
            return .refused("Nobody was added.")
        }
        let others = sharing.isEmpty ? "" : " The address is also that of \(sharing.joined(separator: ", "))."
        return .done("Added \(new.name) (\(id)).\(others)")
    }

    private func addStaff(_ new: ControlRequest.NewPerson) async throws -> ControlAnswer {
        guard let role = new.role.flatMap(StaffRole.init(rawValue:)) else {
            let roles = StaffRole.allCases.map(\.rawValue).joined(separator: ", ")
            return .refused("role: Choose one of \(roles).")
        }
        let staff = try NewStaff(
            name: new.name, email: new.email, role: role, password: new.password ?? "",
            organisation: installation.organisation)
        switch try await installation.addStaff(staff) {
        case .added(let id): return .done("Added \(new.name), \(role.rawValue) (\(id)).")
        case .addressTaken: return .refused("email: Another account signs in under this address.")
        case .notAllowed: return .refused("Nobody was added.")
        }
    }

    private func ingest(_ octets: [UInt8]) async throws -> ControlAnswer {
        switch try await installation.ingestReport(octets) {
        case .taken(let matched): .done("A delivery report; \(matched) of its recipients belong to mails of ours.")
        case .notAReport: .done("Not a delivery report; nothing was done with it.")
        }
    }

    private func rotate(_ purpose: String) throws -> ControlAnswer {
        guard let purpose = KeyPurpose(rawValue: purpose) else {
            let known = KeyPurpose.allCases.map(\.rawValue).joined(separator: ", ")
            return .refused("There is no such purpose. Choose one of: \(known).")
        }
        let key: KeyDescription
        do {
            key = try keyring.rotate(purpose)
        } catch let fault as KeyringFault {
            guard case .tooManyKeys = fault else { throw fault }
            return .refused("\(fault)")
        }
        try installation.keys.reload()
        return .done("New key \(key.kid) for \(purpose.rawValue). Earlier ones are kept for what they made.")
    }

    private func examine() async throws -> ControlAnswer {
        let findings = await InstallationExamination(
            database: installation.database, blobs: installation.blobs, now: installation.now()
        ).findings()
        return .done(String(decoding: try JSONEncoder().encode(findings), as: UTF8.self))
    }

    private func rewrap() async throws -> ControlAnswer {
        let count = try await installation.rewrapFiles()
        return .done(
            "Wrapped the keys of \(count) \(count == 1 ? "file" : "files") anew. Earlier keys for files can be revoked now."
        )
    }

    private func revoke(_ kid: String) async throws -> ControlAnswer {
        let sealed = try await installation.filesSealed(under: kid)
        guard sealed == 0 else {
            return .refused(
                "\(sealed) files are sealed under the key \(kid). Run `casecourier keys rotate file` if it still signs, then "
                    + "`casecourier keys rewrap`.")
        }
        let replacement: KeyDescription?
        do {
            replacement = try keyring.revoke(kid)
        } catch let fault as KeyringFault {
            switch fault {
            case .unknownKey, .stillSealing, .tooManyKeys: return .refused("\(fault)")
            default: throw fault
            }
        }
        try installation.keys.reload()
        let next = replacement.map { " Key \($0.kid) (\($0.purpose.rawValue)) takes its place." } ?? ""
        return .done("Key \(kid) is revoked: what it made no longer opens.\(next)")
    }
}
