package import Domain

/// A distribution group as it was typed and ticked.
package struct DistributionGroupDetails: Hashable, Sendable {
    package let name: String
    package let members: [DistributionGroup.Member]

    /// At most 2,000 members, each counted once.
    package init(name: String, members: [DistributionGroup.Member]) throws(Malformed) {
        self.name = try ShortText(reading: name, field: "name", limit: 100).text
        var seen: Set<DistributionGroup.Member> = []
        self.members = members.filter { seen.insert($0).inserted }
        guard !self.members.isEmpty else { throw Malformed("members", "Choose who belongs to the group.") }
        guard self.members.count <= 2_000 else { throw Malformed("members", "Choose at most 2,000 members.") }
    }
}
