import Domain
import Testing

@Suite struct DistributionGroupResolutionTests {
    private let caseFile = ID<CaseFile>(high: 1, low: 1)

    private func person(_ number: UInt64) -> ID<Person> { ID(high: 2, low: number) }

    private func group(_ number: UInt64, _ members: [DistributionGroup.Member]) -> DistributionGroup {
        DistributionGroup(
            id: ID(high: 3, low: number), name: "G\(number)", caseFile: caseFile, members: members, version: 1,
            archivedAt: nil)
    }

    private func resolve(
        _ chosen: [DistributionGroup], of all: [DistributionGroup],
        teams: [ID<Team>: [ID<Person>]] = [:]
    ) -> [ID<Person>] {
        let assignments = [
            Assignment(caseFile: caseFile, person: person(1), role: .clientContact),
            Assignment(caseFile: caseFile, person: person(2), role: .investigator),
            Assignment(caseFile: caseFile, person: person(3), role: .clientContact),
        ]
        let known = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
        return DistributionGroupResolution(of: chosen.map(\.id), known: known, teams: teams, assignments: assignments)
            .people
    }

    @Test("OS-38: a group comes to its people, roles and groups, in their order and each once")
    func once() {
        let inner = group(1, [.person(person(9)), .role(.clientContact)])
        let outer = group(2, [.person(person(3)), .group(inner.id), .person(person(9)), .role(.investigator)])
        #expect(resolve([outer, inner], of: [inner, outer]) == [3, 9, 1, 2].map(person))
    }

    @Test("OS-38, PE-06: a team comes to its members, each once, and to nobody where it is archived")
    func team() {
        let (works, archived) = (ID<Team>(high: 4, low: 1), ID<Team>(high: 4, low: 2))
        let one = group(1, [.person(person(5)), .team(works), .team(archived), .role(.investigator)])
        #expect(resolve([one], of: [one], teams: [works: [2, 5, 6].map(person)]) == [5, 2, 6].map(person))
    }

    @Test("OS-38: groups that stand in each other come to an end")
    func circle() {
        let one = group(1, [.person(person(1)), .group(ID(high: 3, low: 2))])
        let two = group(2, [.group(ID(high: 3, low: 1)), .person(person(2))])
        #expect(resolve([one], of: [one, two]) == [1, 2].map(person))
        let nesting = DistributionGroupNesting([one.id: one, two.id: two])
        #expect(nesting.contains(one.id, in: [two.id]) && !nesting.contains(ID(high: 3, low: 7), in: [one.id]))
    }

    @Test("TR-09: a group that is not there adds nobody where it stands in another, and is named where it was chosen")
    func missing() {
        let outer = group(1, [.group(ID(high: 3, low: 5)), .person(person(4))])
        #expect(resolve([outer], of: [outer]) == [person(4)])
        let resolution = DistributionGroupResolution(
            of: [ID(high: 3, low: 5)], known: [outer.id: outer], teams: [:], assignments: [])
        #expect(resolution.people.isEmpty && resolution.missing == [ID(high: 3, low: 5)])
    }
}
