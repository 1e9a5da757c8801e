/// Who asks that the links of a send open only after a mailed code, unless its sender says otherwise (N-44). One of them is
/// enough: whoever sends in a hurry forgets to tick a box, not to untick it.
package struct VerificationDefault: Hashable, Sendable {
    package let byOrganisation: Bool
    package let byCase: Bool
    /// The update's access group, where it asks.
    package let byGroup: AccessGroup?

    package init(byOrganisation: Bool, byCase: Bool, byGroup: AccessGroup?) {
        self.byOrganisation = byOrganisation
        self.byCase = byCase
        self.byGroup = byGroup
    }

    package var isAsked: Bool { byOrganisation || byCase || byGroup != nil }
}
