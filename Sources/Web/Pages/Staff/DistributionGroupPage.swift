/// One distribution group: who belongs to it, and where it is used.
struct DistributionGroupPage: Page {
    let frame: WorkingFrame
    let name: String
    /// `Case C-1`, or `Whole organisation`
    let scope: String
    /// The list that it stands in.
    let list: String
    let isArchived: Bool
    let members: [Member]
    /// Other groups that contain it.
    let outer: [GroupLink]
    /// `Chosen for 3 sends, last on …`
    let use: String
    /// Nil where the viewer may not change it, or it is archived.
    let edit: String?
    let archive: PostButton?

    struct Member: Sendable {
        let name: String
        /// A person's or group's page; nil for a role.
        let path: String?
        /// `Person`, `Role on the case`, `Group`
        let kind: String
        /// An address, or what keeps it from counting.
        let detail: String?
    }

    struct GroupLink: Sendable {
        let name: String
        let path: String
    }
}
