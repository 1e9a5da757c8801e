package import SQL

/// The whole schema as the ordered list of its steps.
package enum Schema {
    /// In the order in which they ran, and were released.
    package static let steps: [Migration] = [
        .people, .cases, .sending, .events, .verification, .downloads, .outbox, .interface, .limits, .eventMarks,
        .userAgents, .distributionGroups, .review, .fileVersions, .accounts, .takenBack, .caseRecords, .portal,
        .peopleKept, .notifications, .verificationDefaults, .teams, .mergedPeople, .signInProvider, .mailContent,
        .inFlight, .delegations, .rolePermissions, .linkingSignIns, .awaitedAddresses, .importedAssignments,
        .domainsApart,
    ]

    package static let migrator = Migrator(steps)
}
