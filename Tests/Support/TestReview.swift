package import Actions
internal import Cryptography
package import Domain

/// Builders of what decides who may see an update.
extension TestInstallation {
    /// An access group for these roles.
    package func accessGroup(
        _ name: String = "Internal notes", for audience: Set<AudienceRole>, requiresValidation: Bool = true,
        asksForCode: Bool = false, by viewer: Viewer
    ) async throws -> ID<AccessGroup> {
        let details = try AccessGroupDetails(
            name: name, audience: audience, requiresValidation: requiresValidation, isPartOfDocuments: false,
            asksForCode: asksForCode)
        guard case .kept(let id) = try await installation.addAccessGroup(details, by: viewer) else { throw NotKept() }
        return id
    }

    /// A draft with this text, written by its author.
    package func written(
        _ body: String = "He saw it.", in caseFile: CaseFile, group: ID<AccessGroup>? = nil, by viewer: Viewer
    ) async throws -> ID<CaseUpdate> {
        let text = try UpdateText(title: "Interview", body: body, group: group)
        guard case .written(let id, _) = try await installation.writeUpdate(text, in: caseFile.id, by: viewer) else {
            throw NotKept()
        }
        return id
    }

    /// A preset of the standard group, unless another is named.
    package func preset(
        _ name: String = "Weekly report", title: String = "Week of {{Date.today}}",
        body: String = "On {{Case.reference}}.", group: ID<AccessGroup> = AccessGroup.standard, by viewer: Viewer
    ) async throws -> ID<Preset> {
        let text = try PresetText(name: name, group: group, title: title, body: body)
        guard case .kept(let id) = try await installation.addPreset(text, by: viewer) else { throw NotKept() }
        return id
    }

    /// Puts a member of staff on a case.
    package func assign(_ viewer: Viewer, as role: AssignmentRole, to caseFile: CaseFile, by keeper: Viewer)
        async throws
    {
        guard try await installation.assign(viewer.person, as: role, to: caseFile.id, by: keeper) == .done else {
            throw NotKept()
        }
    }

    /// What was asked for was not made.
    package struct NotKept: Error {}
}
