package import Actions
internal import Cryptography
package import Domain
internal import Records

/// Builders of the people and cases that tests are about.
extension TestInstallation {
    /// A member of staff who is signed in.
    package func staff(
        _ name: String = "Sam Staff", email: String = "sam@firm.example", role: StaffRole = .administrator
    ) async throws -> Viewer {
        let person = try await person(name, .staff, emails: [email])
        let now = world.now()
        let address = try EmailAddress(reading: email)
        let session = StaffSession(
            id: try world.newID(), person: person.id, createdAt: now, lastSeenAt: now, endedAt: nil,
            client: ClientTrace(address: "127.0.0.1", userAgent: "test"))
        try await write { transaction in
            let account = StaffAccount(person: person.id, role: role, passwordHash: nil, disabledAt: nil)
            try StaffAccounts(transaction).insert(account, address: address, now: now)
            try StaffSessions(transaction).insert(session, tokenDigest: session.id.text)
        }
        return Viewer(
            person: person.id, session: session.id, name: name, rights: Rights(of: role, RolePermissions.shipped[role]))
    }

    /// Somebody known to the service, with the first of `emails` as primary address.
    package func person(_ name: String, _ kind: PersonKind = .contact, emails: [String]) async throws -> Person {
        let person = Person(
            id: try world.newID(), kind: kind, name: name, addresses: try emails.map(EmailAddress.init(reading:)),
            createdAt: world.now())
        try await write { try People($0).insert(person) }
        return person
    }

    /// An open case with these people on it.
    package func caseFile(
        _ reference: String = "2026-001", by viewer: Viewer, clients: [Person] = [], staff: [ID<Person>] = [],
        asksForCode: Bool = false
    ) async throws -> CaseFile {
        let now = world.now()
        let caseFile = CaseFile(
            id: try world.newID(), reference: reference, title: "Harbour matter", status: .open, createdAt: now,
            asksForCode: asksForCode)
        try await write { transaction in
            try Cases(transaction).insert(caseFile, by: viewer.person)
            for person in clients {
                try Cases(transaction).assign(
                    Assignment(caseFile: caseFile.id, person: person.id, role: .clientContact), now: now)
            }
            for person in staff {
                try Cases(transaction).assign(
                    Assignment(caseFile: caseFile.id, person: person, role: .investigator), now: now)
            }
        }
        return caseFile
    }
}

extension TestInstallation {
    /// Gives a person the name and addresses that are written here.
    package func rename(_ person: Person) async throws {
        try await write { try People($0).update(person) }
    }
}
