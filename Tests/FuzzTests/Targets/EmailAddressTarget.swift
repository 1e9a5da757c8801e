import Domain

extension FuzzTarget {
    /// CL-02: an address is one line with one `@`, and its canonical form is its own.
    static let emailAddress = FuzzTarget(name: "email-address") { bytes in
        var input = FuzzInput(bytes)
        guard let address = try? EmailAddress(reading: input.text()) else { return }
        let spelling = address.spelling.unicodeScalars
        try Broken.unless((3...254).contains(address.spelling.utf8.count), "\(address.spelling.utf8.count) bytes")
        try Broken.unless(spelling.filter { $0 == "@" }.count == 1, "not one @: \(address.spelling)")
        try Broken.unless(spelling.allSatisfy(isWritable), "what ends a line or a command: \(address.spelling)")
        try Broken.unless(try EmailAddress(reading: address.spelling) == address, "read twice: \(address.spelling)")
        try Broken.unless(address.canonical.hasSuffix("@" + address.domain), "\(address.canonical), \(address.domain)")
        // Folded letters may take more bytes than an address has.
        guard let folded = try? EmailAddress(reading: address.canonical) else { return }
        try Broken.unless(
            folded == address && folded.canonical == address.canonical, "folded twice: \(address.canonical)")
    }

    private static func isWritable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 32 && scalar.value != 127 && !"<>,;:\"\\()[]".unicodeScalars.contains(scalar)
            && !scalar.properties.isWhitespace
    }
}
