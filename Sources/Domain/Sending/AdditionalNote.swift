extension SendOptions {
    /// What a sender typed to stand above the update for the recipients of this send; none where nothing can be seen of it.
    ///
    /// At most 4,000 characters, of four code points each on average, without null characters and variables: nothing fills
    /// them in here (N-43).
    package static func note(reading typed: String) throws(Malformed) -> String? {
        let note = typed.trimmed
        guard note.count <= 4000, note.unicodeScalars.count <= 16_000 else {
            throw Malformed("note", "Use at most 4,000 characters.")
        }
        guard !note.unicodeScalars.contains("\0") else { throw Malformed("note", "Remove the null characters.") }
        let variables = VariableText(note).names
        guard variables.isEmpty else { throw VariableText.unresolved(variables, field: "note") }
        return note.hasInk ? note : nil
    }
}
