package import Domain
import Foundation
import Records
import SQL

/// Which people a list shows.
package struct PeopleFilter: Hashable, Sendable {
    package var text = ""
    package var kind: PersonKind?
    /// The last one of the page before.
    package var after: ID<Person>?

    package init() {}
}

/// One page of people.
package struct PeopleList: Sendable {
    package let people: [Listed]
    /// What the next page comes after; nil on the last.
    package let next: ID<Person>?

    /// One of them.
    package struct Listed: Sendable {
        package let person: Person
        package let cases: Int
    }
}

extension Installation {
    /// Everybody who matches, by name, fifty a page. All staff know all people; what was sent to them is another question.
    package func listPeople(_ filter: PeopleFilter, to viewer: Viewer) async throws -> PeopleList {
        try await database.read { transaction in
            let words = ListWords(filter.text)
            let matching = try People(transaction).all().filter { person in
                (filter.kind == nil || person.kind == filter.kind)
                    && words.match([person.name] + person.addresses.map(\.canonical))
            }
            let page = ListPage(of: matching, after: filter.after, key: \.id)
            let counts = try Cases(transaction).assignmentCounts()
            return PeopleList(
                people: page.items.map { PeopleList.Listed(person: $0, cases: counts[$0.id] ?? 0) }, next: page.next)
        }
    }
}

/// The words somebody looks for, compared without case and accents.
struct ListWords {
    private let words: [String]

    init(_ text: String) { words = Self.folded(text).split(whereSeparator: \.isWhitespace).map(String.init) }

    /// Whether each word is in some of the texts.
    func match(_ texts: [String]) -> Bool {
        guard !words.isEmpty else { return true }
        let folded = texts.map(Self.folded)
        return words.allSatisfy { word in folded.contains { $0.contains(word) } }
    }

    private static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
}

/// Fifty of a list, by key.
struct ListPage<Item, Key: Equatable> {
    let items: [Item]
    let next: Key?

    /// A key that is not in the list any more begins it anew.
    init(of all: [Item], after key: Key?, key path: KeyPath<Item, Key>, size: Int = 50) {
        let start = key.flatMap { key in all.firstIndex { $0[keyPath: path] == key } }.map { $0 + 1 } ?? 0
        items = Array(all[start...].prefix(size))
        next = start + size < all.count ? items.last?[keyPath: path] : nil
    }
}
