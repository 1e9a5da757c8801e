import SQL

extension Migration {
    /// Records of one person that became one. A delivery keeps the record it was issued to, and has beside it the one that it belongs
    /// to now; events keep who they were written about.
    static let mergedPeople = Migration(
        23, "merged people",
        [
            "ALTER TABLE people ADD COLUMN merged_into TEXT REFERENCES people (id)",
            "CREATE INDEX people_merged ON people (id, merged_into) WHERE merged_into IS NOT NULL",
            "CREATE INDEX people_by_survivor ON people (merged_into) WHERE merged_into IS NOT NULL",
            "ALTER TABLE deliveries ADD COLUMN recipient_id TEXT REFERENCES people (id)",
            "UPDATE deliveries SET recipient_id = person_id",
            "DROP INDEX deliveries_by_person",
            "CREATE INDEX deliveries_by_recipient ON deliveries (recipient_id, created_at)",
            "CREATE INDEX deliveries_by_send ON deliveries (send_id, recipient_id)",
        ])
}
