/// How much of a mail files take: as they travel, in base64, four characters for three bytes, 76 of them to a line.
package enum AttachedSize {
    /// Of files of these sizes together.
    package static func octets(of sizes: [Int64]) -> Int64 { sizes.reduce(0) { $0 + octets(of: $1) } }

    private static func octets(of size: Int64) -> Int64 {
        let characters = (size + 2) / 3 * 4
        return characters + (characters + 75) / 76 * 2
    }
}
