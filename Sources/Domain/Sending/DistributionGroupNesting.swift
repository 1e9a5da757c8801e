/// Which groups stand in which.
package struct DistributionGroupNesting: Sendable {
    private let groups: [ID<DistributionGroup>: DistributionGroup]

    package init(_ groups: [ID<DistributionGroup>: DistributionGroup]) { self.groups = groups }

    /// Whether `id` is one of `outer` or stands in one of them, in however many steps.
    package func contains(_ id: ID<DistributionGroup>, in outer: [ID<DistributionGroup>]) -> Bool {
        var (waiting, seen) = (outer, Set<ID<DistributionGroup>>())
        while let next = waiting.popLast() {
            if next == id { return true }
            guard seen.insert(next).inserted, let group = groups[next] else { continue }
            waiting += group.members.compactMap { if case .group(let inner) = $0 { inner } else { nil } }
        }
        return false
    }
}
