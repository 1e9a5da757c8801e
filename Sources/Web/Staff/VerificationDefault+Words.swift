import Domain

extension VerificationDefault {
    /// `This case and the access group “Medical” ask for it.`; nil where nobody does.
    var words: String? {
        let askers =
            (byCase ? ["this case"] : []) + (byGroup.map { ["the access group “\($0.name)”"] } ?? [])
            + (byOrganisation ? ["your organisation"] : [])
        guard let first = askers.first, let last = askers.last else { return nil }
        let list =
            askers.count == 1 ? first : askers.dropLast().joined(separator: ", ") + " and " + last
        return list.prefix(1).uppercased() + list.dropFirst() + (askers.count == 1 ? " asks for it." : " ask for it.")
    }
}
