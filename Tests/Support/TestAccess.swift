package import Domain
internal import Records

/// What takes long or many steps to come about by itself.
extension TestInstallation {
    /// Closes an account and leaves its sessions as they are.
    package func close(_ account: ID<Person>) async throws {
        let now = world.now()
        try await write { try StaffAccounts($0).setDisabled(now, of: account) }
    }

    /// Has these roles do this and no more, the others what they do as shipped.
    package func allow(_ roles: [StaffRole: Set<Permission>]) async throws {
        let now = world.now()
        try await write { transaction in
            guard let keeper = try StaffAccounts(transaction).all().first else { return }
            let changes = RolePermissionChanges(transaction)
            let version = (try changes.latest()?.version ?? 0) + 1
            _ = try changes.insert(
                RolePermissionChange(
                    version: version, permissions: RolePermissions(stored: roles), by: keeper.person, at: now))
        }
    }

    /// Suspends a link for an address, as twenty wrong codes would.
    package func suspend(_ link: ID<FileLink>, for address: EmailAddress) async throws {
        let now = world.now()
        try await write { transaction in
            let failures = CodeFailures(transaction)
            _ = try failures.count(link: link, address: address, isWithheld: false, now: now)
            _ = try failures.suspend(link: link, address: address, now: now)
        }
    }
}

extension TestInstallation {
    /// The notice of this delivery could not be delivered.
    package func fail(_ delivery: ID<Delivery>) async throws {
        let now = world.now()
        try await write {
            try Events($0).append(NewEvent(.failed, of: delivery, by: .machine, mail: .notice), now: now)
        }
    }
}
