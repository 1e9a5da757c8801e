/// A case at its People tab: who is assigned in which role, and the form that assigns another.
struct CasePeoplePage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    let people: [Assignment]
    /// The groups that serve this case.
    let groups: String
    /// Nil when the viewer may not assign.
    let assign: Assign?

    struct Assignment: Sendable {
        /// The page of the person.
        let path: String
        let name: String
        let role: String
        /// On the primary of a role.
        let primary: StatusTag?
        /// Nil for a person without an address.
        let address: String?
        let addressStatus: StatusTag?
        /// Nil on the primary of the role, and when the viewer may not.
        let makePrimary: PostButton?
        let end: PostButton?
    }

    struct Assign: Sendable {
        let action: String
        /// `person`
        let person: ChoiceField
        /// `role`
        let role: ChoiceField
        /// `primary`
        let isPrimary: Bool
        /// `notice`
        let notifies: Bool
        /// `/people/new`; nil when the viewer may not.
        let new: String?
    }
}
