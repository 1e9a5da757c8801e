import SQL

extension Migration {
    /// Which account at a sign-in service a sign-in that waits for its second factor will link.
    static let linkingSignIns = Migration(
        29, "linking sign-ins",
        [
            "ALTER TABLE pending_sign_ins ADD COLUMN linking_issuer TEXT",
            "ALTER TABLE pending_sign_ins ADD COLUMN linking_subject TEXT",
        ])
}
