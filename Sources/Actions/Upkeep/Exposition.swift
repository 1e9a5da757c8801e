/// Figures in the text format of Prometheus, version 0.0.4.
package struct Exposition {
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// One value of a family.
    package struct Sample {
        let labels: [(String, String)]
        let value: Double
        /// Behind the family's name: `_bucket`, `_sum`, `_count`; empty for most.
        let suffix: String

        package init(_ value: Double, _ labels: [(String, String)] = [], suffix: String = "") {
            self.value = value
            self.labels = labels
            self.suffix = suffix
        }

        package init(_ value: some BinaryInteger, _ labels: [(String, String)] = []) {
            self.init(Double(value), labels)
        }
    }

    /// What a family is, as its `TYPE` line says.
    package enum Kind: String { case counter, gauge, histogram, summary }

    package private(set) var text = ""

    package init() {}

    /// A family with its samples; without any it is left out.
    package mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
        for sample in samples {
            text += name + sample.suffix + Self.labels(sample.labels) + " " + Self.number(sample.value) + "\n"
        }
    }

    /// A family of one number.
    package mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: some BinaryInteger) {
        add(name, kind, help, [Sample(value)])
    }

    private static func labels(_ labels: [(String, String)]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",") + "}"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private static func number(_ value: Double) -> String {
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value) { return "\(whole)" }
        return "\(value)"
    }
}
