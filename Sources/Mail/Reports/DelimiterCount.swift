/// A look at a message before it is parsed: how many lines could begin a part of it.
enum DelimiterCount {
    /// Over 10,000 lines that begin with two hyphens. A bounce of honest mail has a few dozen; parsing hundreds of
    /// thousands of parts takes seconds.
    static func isExcessive(_ octets: [UInt8]) -> Bool {
        let hyphen = UInt8(ascii: "-")
        var count = 0
        var before: UInt8 = 10
        for index in octets.indices.dropLast() {
            if before == 10, octets[index] == hyphen, octets[index + 1] == hyphen {
                count += 1
                if count > 10_000 { return true }
            }
            before = octets[index]
        }
        return false
    }
}
