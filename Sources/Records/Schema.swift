package import SQL

/// The whole schema as the ordered list of its steps.
package enum Schema {
    package static let migrator = Migrator([
        .people, .cases, .sending, .events, .verification, .downloads, .outbox, .interface, .limits, .eventMarks,
        .accounts,
    ])
}
