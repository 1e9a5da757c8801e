/// Adding a person, or changing what is known about one.
struct PersonFormPage: Page {
    let frame: WorkingFrame
    let isNew: Bool
    let action: String
    /// `kind`: staff, contact, prospect.
    let kind: ChoiceField
    let name: Field
    let email: Field
    /// Whether they sign in with it.
    let isAccount: Bool
    /// Further addresses, one a line.
    let aliases: Field
    /// `coordinator`: who of staff answers for a contact or prospect; nil for staff.
    let coordinator: ChoiceField?
    /// The role of staff; nil when the viewer may not make staff.
    let role: ChoiceField?
    /// A first password for staff; nil where none can be set.
    let password: Field?
    let cancel: String
}
