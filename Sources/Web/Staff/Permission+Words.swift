import Domain

extension Permission {
    /// Permissions that belong together, as pages show them.
    static let sections: [(title: String, permissions: [Permission])] = [
        ("Cases", [.seeEveryCase, .openCases, .changeCases, .keepRetention]),
        ("Case updates", [.writeUpdates, .seeUnvalidated, .validateUpdates, .sendUpdates]),
        ("People", [.keepPeople, .keepPortalAccess]),
        ("For the whole organisation", [.keepTeams, .keepPresets, .keepCaseTypes, .keepOrganisationGroups]),
    ]

    var label: String {
        switch self {
        case .seeEveryCase: "See every case"
        case .openCases: "Open cases"
        case .changeCases: "Change cases"
        case .keepRetention: "Manage retention and holds"
        case .writeUpdates: "Write updates"
        case .seeUnvalidated: "See what is not validated"
        case .validateUpdates: "Validate updates"
        case .sendUpdates: "Send updates"
        case .keepPeople: "Manage contacts and prospects"
        case .keepPortalAccess: "Manage portal access"
        case .keepTeams: "Manage teams"
        case .keepPresets: "Manage presets"
        case .keepCaseTypes: "Manage case types"
        case .keepOrganisationGroups: "Manage the organisation’s distribution groups"
        }
    }

    /// What it gives, in a sentence.
    var meaning: String {
        switch self {
        case .seeEveryCase: "Also those that one is not assigned to. For everything else one needs to see the case."
        case .openCases: "New ones, and imports of them. Who does not see every case is put on those they open."
        case .changeCases:
            "Reference and title, who is on them, also by import, closing and opening again, and their distribution groups."
        case .keepRetention: "How long a case is kept, and legal holds."
        case .writeUpdates: "Drafts and their files, up to submitting them; also those of others."
        case .seeUnvalidated:
            "Drafts of others too. Whoever is on a case as investigator or case manager sees them there anyhow."
        case .validateUpdates:
            "Makes updates permanent so that they can be sent, or returns them. Needs to see what is not validated."
        case .sendUpdates: "Sends them; mails again, extends, takes back and revokes what was sent."
        case .keepPeople: "Adds them, changes name and addresses, archives, merges and imports them."
        case .keepPortalAccess: "Who of them may sign in to the portal. Needs to manage contacts and prospects."
        case .keepTeams: "Teams of staff, to whom distribution groups can send."
        case .keepPresets: "Prepared texts with which an update begins."
        case .keepCaseTypes: "The kinds of cases that there are."
        case .keepOrganisationGroups: "Saved lists of recipients, usable in every case."
        }
    }
}

extension PermissionGap {
    /// The refusal in the words of the page, at the box of the permission.
    var problem: Malformed {
        Malformed(
            permission.field(of: role),
            "“\(permission.label)” needs “\(needed.label)”: tick that for \(role.rawValue) too, or untick “\(permission.label)”."
        )
    }
}

extension Permission {
    /// The box for this role.
    func field(of role: StaffRole) -> String { "\(role.rawValue)-\(rawValue)" }
}

extension PermissionDifference {
    /// `Manager: no longer validate updates`
    var words: String {
        let parts =
            (given.isEmpty ? [] : ["given “\(given.map(\.label).joined(separator: "”, “"))”"])
            + (taken.isEmpty ? [] : ["no longer “\(taken.map(\.label).joined(separator: "”, “"))”"])
        return "\(role.title): \(parts.joined(separator: "; "))"
    }
}

extension Rights {
    /// `See every case. Open cases.`
    var words: String {
        if mayAdminister { return "Everything." }
        let may = Permission.allCases.filter(permissions.contains).map(\.label)
        return may.isEmpty ? "See the cases they are assigned to, and no more." : may.joined(separator: ". ") + "."
    }
}

extension StaffRole {
    /// As the head of a column.
    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
