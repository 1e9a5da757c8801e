package import Domain
import Records
import SQL

/// Which cases a list shows.
package struct CaseFilter: Hashable, Sendable {
    package var text = ""
    package var status: CaseStatus?
    package var type: ID<CaseType>?
    /// A tag in any spelling.
    package var tag = ""
    /// Only those that the viewer is assigned to.
    package var isMine = false
    package var order = CaseOrder.newest
    /// The last one of the page before.
    package var after: ID<CaseFile>?
    package var limit = 50

    package init() {}

    func search(for viewer: Viewer) -> CaseSearch {
        var search = CaseSearch()
        search.status = status
        search.type = type
        let tag = (try? Typed.tags(self.tag))?.tags.first
        search.tag = self.tag.trimmed.isEmpty ? nil : tag?.key ?? ""
        search.assigned = isMine ? viewer.person : nil
        search.order = order
        return search
    }
}

/// One page of cases.
package struct CaseList: Sendable {
    package let cases: [Listed]
    /// What the next page comes after; nil on the last.
    package let next: ID<CaseFile>?
    /// Whether it begins anew, because what it was to come after is not there.
    package let beginsAnew: Bool
    /// How many this viewer sees that the filter lets through; none where words are looked for and there are further pages.
    package let total: Int?

    /// One of them.
    package struct Listed: Sendable {
        package let caseFile: CaseFile
        package let labels: CaseLabels
        /// The viewer's own.
        package let role: AssignmentRole?
        package let lastActivity: Moment?
    }
}

extension Installation {
    /// The cases that this viewer sees and the filter lets through, fifty a page or as many as the filter says. Reads only.
    package func listCases(_ filter: CaseFilter, to viewer: Viewer) async throws -> CaseList {
        try await database.read { transaction in
            let cases = Cases(transaction)
            let onlooker = Onlooker(viewer.person, viewer.rights)
            let last = try filter.after.flatMap { try self.caseFile($0, for: viewer, in: transaction) }
            let found = try Self.found(filter, for: viewer, after: last, in: transaction)
            let page = Array(found.prefix(filter.limit))
            let isWhole = last == nil && found.count <= filter.limit
            let count = { Int(try cases.count(filter.search(for: viewer), seenBy: onlooker)) }
            let roles = try cases.assignments(of: viewer.person)
            let activity = try cases.lastActivity(of: page.map(\.id), seenBy: onlooker)
            let labels = try Self.labels(of: page, in: transaction)
            return CaseList(
                cases: page.map {
                    CaseList.Listed(
                        caseFile: $0, labels: labels[$0.id] ?? CaseLabels(type: nil, tags: []), role: roles[$0.id],
                        lastActivity: activity[$0.id])
                },
                next: found.count > filter.limit ? page.last?.id : nil,
                beginsAnew: filter.after != nil && last == nil,
                total: isWhole ? page.count : filter.text.trimmed.isEmpty ? try count() : nil)
        }
    }

    /// One more than the page holds, if there are so many. Words are compared here, as those of people are: without case and
    /// accents, which the two engines see differently.
    static func found(
        _ filter: CaseFilter, for viewer: Viewer, after last: CaseFile?, in transaction: any Transaction
    ) throws -> [CaseFile] {
        let (words, search) = (ListWords(filter.text), filter.search(for: viewer))
        let size = filter.text.trimmed.isEmpty ? filter.limit + 1 : 500
        var (found, last) = ([CaseFile](), last)
        while found.count <= filter.limit {
            let part = try Cases(transaction).page(
                search, seenBy: Onlooker(viewer.person, viewer.rights), after: last, most: size)
            found += part.filter { words.match([$0.reference, $0.title]) }
            guard part.count == size else { break }
            last = part.last
        }
        return Array(found.prefix(filter.limit + 1))
    }

    /// What the filter of a list offers to this viewer: the types there are, and the tags on cases that they see.
    package func caseFilterChoices(to viewer: Viewer) async throws -> (types: [CaseType], tags: [CaseTag]) {
        try await database.read { transaction in
            let tags = try CaseTagRows(transaction).inUse(seenBy: Onlooker(viewer.person, viewer.rights), most: 200)
            return (try CaseTypes(transaction).all(), tags)
        }
    }
}
