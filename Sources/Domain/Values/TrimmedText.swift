extension StringProtocol {
    /// Without white space and line ends at both ends; a combining mark that stands on a space is kept.
    package var trimmed: String {
        var view = Substring(self).unicodeScalars
        while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
        while let last = view.last, last.properties.isWhitespace { view.removeLast() }
        return String(view)
    }

    /// Whether anything of it can be seen: not only white space and characters that leave no mark.
    package var hasInk: Bool {
        unicodeScalars.contains { !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint }
    }
}
