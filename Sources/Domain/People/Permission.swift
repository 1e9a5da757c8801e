/// Something that the organisation lets a role of staff do, or not.
package enum Permission: String, CaseIterable, Hashable, Sendable {
    /// Cases that one is not assigned to.
    case seeEveryCase = "see-every-case"
    case openCases = "open-cases"
    /// What a case is called, its people, its status, its distribution groups.
    case changeCases = "change-cases"
    /// How long a case is kept, and holds that keep it longer.
    case keepRetention = "keep-retention"
    /// Drafts and their files, up to submitting them.
    case writeUpdates = "write-updates"
    /// What nobody has validated yet, in every case that one sees.
    case seeUnvalidated = "see-unvalidated"
    case validateUpdates = "validate-updates"
    /// Sends, and whatever is done about one afterwards.
    case sendUpdates = "send-updates"
    /// Contacts and prospects.
    case keepPeople = "keep-people"
    /// Who of the contacts may sign in to the portal.
    case keepPortalAccess = "keep-portal-access"
    case keepTeams = "keep-teams"
    case keepPresets = "keep-presets"
    case keepCaseTypes = "keep-case-types"
    /// Distribution groups that every case can be sent to with.
    case keepOrganisationGroups = "keep-organisation-groups"

    /// What it is of no use without.
    package var needed: Permission? {
        switch self {
        case .validateUpdates: .seeUnvalidated
        case .keepPortalAccess: .keepPeople
        default: nil
        }
    }
}
