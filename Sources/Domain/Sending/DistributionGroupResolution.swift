/// The people that distribution groups come to on one case at one moment.
package struct DistributionGroupResolution: Sendable {
    /// Each once, in the order of the groups and of their members.
    package let people: [ID<Person>]
    /// Those of the chosen groups that there are no more, or that are not for this case.
    package let missing: [ID<DistributionGroup>]

    /// `known` are the groups that serve the case; one that is no longer among them and stands in another adds nobody, nor does a team that is not
    /// among `teams`, which are those that are not archived. A group
    /// that contains itself, in however many steps, adds its people once (OS-38).
    package init(
        of chosen: [ID<DistributionGroup>], known: [ID<DistributionGroup>: DistributionGroup],
        teams: [ID<Team>: [ID<Person>]], assignments: [Assignment]
    ) {
        var people: [ID<Person>] = []
        var (seenPeople, seenGroups): (Set<ID<Person>>, Set<ID<DistributionGroup>>) = ([], [])
        func add(_ person: ID<Person>) {
            if seenPeople.insert(person).inserted { people.append(person) }
        }
        // Members still to be looked at, the next one last.
        var waiting = chosen.reversed().map(DistributionGroup.Member.group)
        while let member = waiting.popLast() {
            switch member {
            case .person(let person): add(person)
            case .role(let role): for assignment in assignments where assignment.role == role { add(assignment.person) }
            case .team(let id): for person in teams[id] ?? [] { add(person) }
            case .group(let id):
                guard seenGroups.insert(id).inserted, let group = known[id] else { continue }
                waiting += group.members.reversed()
            }
        }
        self.people = people
        missing = chosen.filter { known[$0] == nil }
    }
}
