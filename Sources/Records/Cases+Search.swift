package import Domain
import SQL

/// What a list of cases asks for, as far as statements can tell.
package struct CaseSearch: Hashable, Sendable {
    package var status: CaseStatus?
    package var type: ID<CaseType>?
    /// The key of a tag.
    package var tag: String?
    /// Only those that somebody is assigned to.
    package var assigned: ID<Person>?
    package var order = CaseOrder.newest

    package init() {}
}

extension Cases {
    /// The cases that are for these eyes and asked for, behind `last`, at most so many.
    package func page(
        _ search: CaseSearch, seenBy onlooker: Onlooker, after last: CaseFile?, most: Int
    ) throws -> [CaseFile] {
        let behind: Statement
        switch (search.order, last) {
        case (_, nil): behind = ""
        case (.newest, let last?):
            behind = "AND (created_at < \(last.createdAt) OR (created_at = \(last.createdAt) AND id > \(last.id)))"
        case (.oldest, let last?):
            behind = "AND (created_at > \(last.createdAt) OR (created_at = \(last.createdAt) AND id > \(last.id)))"
        case (.reference, let last?): behind = "AND reference > \(last.reference)"
        }
        let order: Statement =
            switch search.order {
            case .newest: "created_at DESC, id"
            case .oldest: "created_at, id"
            case .reference: "reference"
            }
        return try transaction.run(
            "\(Self.columns) WHERE \(Self.condition(search, onlooker)) \(behind) ORDER BY \(order) LIMIT \(most)"
        ).map(caseFile)
    }

    /// How many cases are for these eyes and asked for.
    package func count(_ search: CaseSearch, seenBy onlooker: Onlooker) throws -> Int64 {
        try transaction.run("SELECT COUNT(*) AS n FROM cases WHERE \(Self.condition(search, onlooker))").first?
            .integer("n") ?? 0
    }

    private static func condition(_ search: CaseSearch, _ onlooker: Onlooker) -> Statement {
        var condition = onlooker.seesCase
        if let status = search.status { condition = "\(condition) AND status = \(status.rawValue)" }
        if let type = search.type { condition = "\(condition) AND type_id = \(type)" }
        if let tag = search.tag {
            condition = "\(condition) AND cases.id IN (SELECT case_id FROM case_tags WHERE tag_key = \(tag))"
        }
        if let person = search.assigned {
            condition = "\(condition) AND cases.id IN (SELECT case_id FROM assignments WHERE person_id = \(person))"
        }
        return condition
    }
}
