import Cryptography
package import Domain
import Records
import SQL

/// Somebody who is to sign in.
package struct NewStaff: Sendable {
    let name: String
    let address: EmailAddress
    /// Primary first, each once.
    let addresses: [EmailAddress]
    let role: StaffRole
    /// None for somebody who cannot sign in until an administrator sets one.
    let password: ChosenPassword?

    /// Refuses what cannot be a name, an address or a password, naming the field.
    package init(
        name: String, email: String, aliases: String = "", role: StaffRole, password: String?,
        organisation: Organisation
    ) throws(Malformed) {
        let details = try PersonDetails(name: name, email: email, aliases: aliases)
        self.name = details.name
        address = try Typed.address(email)
        addresses = details.addresses
        self.role = role
        guard let password else {
            self.password = nil
            return
        }
        self.password = try ChosenPassword(
            reading: password, name: self.name, address: address, organisation: organisation.name)
    }

    private init(_ other: NewStaff, role: StaffRole, password: ChosenPassword?) {
        (name, address, addresses) = (other.name, other.address, other.addresses)
        self.role = role
        self.password = password
    }

    /// The same person with this role, whatever was asked for.
    func with(role: StaffRole) -> NewStaff { NewStaff(self, role: role, password: password) }

    /// The same person, who is to choose a password themselves.
    var withoutPassword: NewStaff { NewStaff(self, role: role, password: nil) }
}

/// How adding a member of staff ends.
package enum AddedStaff: Hashable, Sendable {
    case notAllowed
    /// Another account signs in under this address.
    case addressTaken
    case added(ID<Person>)
}

extension Installation {
    /// Adds an account on behalf of whoever has the machine: the command line.
    package func addStaff(_ new: NewStaff) async throws -> AddedStaff {
        try await add(new) { _ in true }
    }

    /// Adds an account on behalf of an administrator or owner.
    package func addStaff(_ new: NewStaff, by viewer: Viewer) async throws -> AddedStaff {
        guard viewer.rights.mayAdminister else { return .notAllowed }
        let account = try await account(of: new)
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayAdminister else { return .notAllowed }
            try Self.requireProof(viewer, now: account.person.createdAt, in: transaction)
            return try self.insert(account, in: transaction) { true }
        }
    }

    /// `isAllowed` is asked in the transaction that adds the account: what it used up is back if nothing is added.
    func add(
        _ new: NewStaff, if isAllowed: @escaping @Sendable (any Transaction) throws -> Bool
    ) async throws -> AddedStaff {
        let account = try await account(of: new)
        return try await database.write { transaction in
            try self.insert(account, in: transaction) { try isAllowed(transaction) }
        }
    }

    /// The rows of somebody new. Takes as long as a password does.
    func account(of new: NewStaff) async throws -> AccountRows {
        let hash = try await hash(new.password)
        let person = Person(
            id: try world.newID(), kind: .staff, name: new.name, addresses: new.addresses, createdAt: world.now())
        return AccountRows(
            person: person, address: new.address,
            account: StaffAccount(person: person.id, role: new.role, passwordHash: hash, disabledAt: nil))
    }

    func insert(
        _ rows: AccountRows, in transaction: any Transaction, if isAllowed: () throws -> Bool
    ) throws -> AddedStaff {
        guard try StaffAccounts(transaction).find(signingInAs: rows.address) == nil else { return .addressTaken }
        guard try isAllowed() else { return .notAllowed }
        let (person, now) = (rows.person, rows.person.createdAt)
        try People(transaction).insert(person)
        try StaffAccounts(transaction).insert(rows.account, address: rows.address, now: now)
        try note(person.id, now: now, in: transaction)
        return .added(person.id)
    }
}

/// A member of staff about to be added.
struct AccountRows: Sendable {
    let person: Person
    let address: EmailAddress
    let account: StaffAccount
}
