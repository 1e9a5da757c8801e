/// The distribution groups of the organisation, or those that serve a case.
struct DistributionGroupsPage: Page {
    let frame: WorkingFrame
    /// The case that they serve; nil for those of the organisation alone.
    let caseFile: CaseLink?
    let groups: [GroupRow]
    /// Makes one for the case; nil where the viewer may not.
    let newForCase: String?
    /// Makes one for the organisation; nil where the viewer may not.
    let newForOrganisation: String?

    /// Back to a case.
    struct CaseLink: Sendable {
        let reference: String
        let path: String
    }

    struct GroupRow: Sendable {
        let path: String
        let name: String
        /// `This case`, `Whole organisation`
        let scope: String
        let isArchived: Bool
        /// `3 members`
        let members: String
    }
}
