/// The list of people, filtered by what stands in its URL.
struct PeoplePage: Page {
    let frame: WorkingFrame
    /// `text`
    let text: Field
    /// `kind`: staff, contact, prospect, all.
    let kind: ChoiceField
    /// `show`: current, archived, all.
    let show: ChoiceField
    /// `coordinator`: anybody, or one of staff.
    let coordinator: ChoiceField
    let isFiltered: Bool
    /// `/people/new`; nil when the viewer may not.
    let new: String?
    /// `/invitations/new`; nil when the viewer may not.
    let invite: String?
    /// `/imports/new`; nil when the viewer may not.
    let importing: String?
    /// What the filter lets through, as a CSV file.
    let export: String
    let people: [PersonRow]
    let next: String?

    struct PersonRow: Sendable {
        let path: String
        let name: String
        let kind: String
        let address: String?
        /// What is not as usual about the address; nil for most.
        let addressStatus: StatusTag?
        /// Of who is archived, and of staff who cannot sign in yet, or any more.
        let accountStatus: StatusTag?
        /// The name of who answers for them.
        let coordinator: String?
        let cases: Int
    }
}
