/// The filter of a list as its URL carries it.
struct ListQuery: Sendable {
    private let pairs: [(name: String, value: String)]

    /// Empty values are left out.
    init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs.filter { !$0.value.isEmpty } }

    var isEmpty: Bool { pairs.isEmpty }

    /// The list behind this key, or all of it without one, with the same filter.
    func path(_ path: String, after key: String? = nil) -> String {
        let all = pairs + (key.map { [(name: "after", value: $0)] } ?? [])
        guard !all.isEmpty else { return path }
        return path + "?" + all.map { "\($0.name)=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
    }
}
