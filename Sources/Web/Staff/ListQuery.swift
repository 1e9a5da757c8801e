/// The filter of a list as its URL carries it.
struct ListQuery: Sendable {
    private let pairs: [(name: String, value: String)]

    /// Empty values are left out.
    init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs.filter { !$0.value.isEmpty } }

    var isEmpty: Bool { pairs.isEmpty }

    /// The list behind this key, with the same filter.
    func path(_ path: String, after key: String) -> String {
        let all = pairs + [(name: "after", value: key)]
        return path + "?" + all.map { "\($0.name)=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
    }
}
