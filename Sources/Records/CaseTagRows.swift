package import Domain
package import SQL

/// The tags of the cases.
package struct CaseTagRows {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// The case has these tags and no others from now on.
    package func set(_ tags: CaseTags, of caseFile: ID<CaseFile>) throws {
        try transaction.run("DELETE FROM case_tags WHERE case_id = \(caseFile)")
        for tag in tags.tags {
            try transaction.run(
                "INSERT INTO case_tags (case_id, tag_key, tag) VALUES (\(caseFile), \(tag.key), \(tag.word))")
        }
    }

    /// The tags of each of these cases, in the order of the alphabet.
    package func all(of cases: [ID<CaseFile>]) throws -> [ID<CaseFile>: [CaseTag]] {
        var tags: [ID<CaseFile>: [CaseTag]] = [:]
        for part in cases.inParts {
            let rows = try transaction.run("SELECT case_id, tag FROM case_tags WHERE case_id IN \(Array(part))")
            for row in rows { tags[try row.id("case_id"), default: []].append(CaseTag(stored: try row.text("tag"))) }
        }
        return tags.mapValues { $0.sorted { $0.key < $1.key } }
    }

    /// The tags in use on cases that are for these eyes, each in one spelling, in the order of the alphabet.
    package func inUse(seenBy onlooker: Onlooker, most: Int) throws -> [CaseTag] {
        try transaction.run(
            """
            SELECT MIN(case_tags.tag) AS tag FROM case_tags JOIN cases ON cases.id = case_tags.case_id
            WHERE \(onlooker.seesCase) GROUP BY case_tags.tag_key ORDER BY COUNT(*) DESC, case_tags.tag_key LIMIT \(most)
            """
        ).map { CaseTag(stored: try $0.text("tag")) }.sorted { $0.key < $1.key }
    }
}
