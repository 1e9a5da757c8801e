/// The octets of a letter with files, in the order in which they travel.
package struct EnclosedOctets: Sendable {
    /// What stands before, between and behind the files: one more than there are files.
    package let frame: [[UInt8]]

    /// `letter` as `Letter.octets` wrote it.
    package init(_ letter: [UInt8]) {
        frame = letter.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
    }

    package var files: Int { frame.count - 1 }
}
