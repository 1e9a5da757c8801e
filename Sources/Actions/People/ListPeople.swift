import Cryptography
package import Domain
import Foundation
import Records
import SQL

/// Which people a list shows.
package struct PeopleFilter: Hashable, Sendable {
    package var text = ""
    package var kind: PersonKind?
    package var standing = PeopleStanding.current
    /// Who answers for them.
    package var coordinator: ID<Person>?
    /// The last one of the page before.
    package var after: ID<Person>?
    package var limit = 50

    package init() {}

    func matches(_ person: Person, _ words: ListWords) -> Bool {
        (kind == nil || person.kind == kind) && standing.matches(person)
            && (coordinator == nil || person.coordinator == coordinator)
            && words.match([person.name] + person.addresses.map(\.canonical))
    }
}

/// Whether a list of people has those who are archived.
package enum PeopleStanding: String, CaseIterable, Sendable {
    case current
    case archived
    case all

    func matches(_ person: Person) -> Bool {
        switch self {
        case .current: person.archivedAt == nil
        case .archived: person.archivedAt != nil
        case .all: true
        }
    }
}

/// One page of people.
package struct PeopleList: Sendable {
    package let people: [Listed]
    /// What the next page comes after; nil on the last.
    package let next: ID<Person>?
    /// Whether it begins anew, because what it was to come after is not there.
    package let beginsAnew: Bool

    /// One of them.
    package struct Listed: Sendable {
        package let person: Person
        /// Of staff with an account.
        package let account: StaffAccount?
        /// The last one of staff who were invited.
        package let invitation: AccountLink?
        /// Of contacts and prospects who were ever let into the portal.
        package let portal: PortalAccessState?
        package let cases: Int
        /// The name of who answers for them.
        package let coordinator: String?
    }
}

extension Installation {
    /// Everybody who matches, by name, fifty a page or as many as the filter says. All staff know all people; what was sent to them is another question.
    package func listPeople(_ filter: PeopleFilter, to viewer: Viewer) async throws -> PeopleList {
        let now = world.now()
        return try await database.read { transaction in
            let words = ListWords(filter.text)
            let everybody = try People(transaction).all()
            let names = Dictionary(everybody.map { ($0.id, $0.name) }) { first, _ in first }
            let page = ListPage(
                of: everybody, after: filter.after, key: \.id, size: filter.limit
            ) { filter.matches($0, words) }
            let counts = try Cases(transaction).assignmentCounts()
            let accounts = try StaffAccounts(transaction).all()
            let byPerson = Dictionary(uniqueKeysWithValues: accounts.map { ($0.person, $0) })
            let invitations = try AccountLinks(transaction).invitations(
                of: page.items.filter { $0.kind == .staff }.map(\.id))
            let portal = try self.portalStates(
                of: page.items.filter { $0.kind != .staff }.map(\.id), now: now, in: transaction)
            return PeopleList(
                people: page.items.map {
                    PeopleList.Listed(
                        person: $0, account: byPerson[$0.id], invitation: invitations[$0.id],
                        portal: portal[$0.id], cases: counts[$0.id] ?? 0,
                        coordinator: $0.coordinator.flatMap { names[$0] })
                },
                next: page.next, beginsAnew: page.beginsAnew)
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

/// A part of a list, by key.
struct ListPage<Item, Key: Equatable> {
    let items: [Item]
    let next: Key?
    /// Whether the key is not in the list.
    let beginsAnew: Bool

    /// The key is looked for in the whole list, so that a page goes on also where its last item no longer matches; one that
    /// is not there begins the list anew.
    init(
        of all: [Item], after key: Key?, key path: KeyPath<Item, Key>, size: Int = 50,
        matching isWanted: (Item) -> Bool = { _ in true }
    ) {
        let last = key.flatMap { key in all.firstIndex { $0[keyPath: path] == key } }
        let found = all[(last.map { $0 + 1 } ?? 0)...].lazy.filter(isWanted).prefix(size + 1)
        let kept = Array(found)
        items = Array(kept.prefix(size))
        next = kept.count > size ? items.last?[keyPath: path] : nil
        beginsAnew = key != nil && last == nil
    }
}
