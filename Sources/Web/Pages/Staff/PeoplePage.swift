/// The list of people, filtered by what stands in its URL.
struct PeoplePage: Page {
    let frame: WorkingFrame
    /// `text`
    let text: Field
    /// `kind`: staff, contact, prospect, all.
    let kind: ChoiceField
    let isFiltered: Bool
    /// `/people/new`; nil when the viewer may not.
    let new: String?
    /// `/invitations/new`; nil when the viewer may not.
    let invite: String?
    let people: [PersonRow]
    let next: String?

    struct PersonRow: Sendable {
        let path: String
        let name: String
        let kind: String
        let address: String?
        /// Nil while mail to the address goes through.
        let addressStatus: StatusTag?
        /// Of staff who cannot sign in yet, or any more.
        let accountStatus: StatusTag?
        let cases: Int
    }
}
