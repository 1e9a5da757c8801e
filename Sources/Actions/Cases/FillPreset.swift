import Cryptography
package import Domain
import Records
import SQL

/// How the use of a preset on a case ends.
package enum FilledPreset: Hashable, Sendable {
    /// This viewer sees no such case or preset, or the preset is archived.
    case unknown
    /// A variable of it has no value on this case; says which, for the field it is in.
    case unresolved(Malformed)
    case text(title: String, body: String, group: ID<AccessGroup>)
}

extension Installation {
    /// The title and text of a preset as they would stand in an update of this case, written now by this viewer. Reads only.
    package func fillPreset(
        _ id: ID<Preset>, on caseFile: ID<CaseFile>, by viewer: Viewer
    ) async throws -> FilledPreset {
        let day = CivilTime(world.now())
        let today = "\(day.day) \(day.monthName) \(day.year)"
        return try await database.read { transaction in
            guard let preset = try Self.preset(id, for: viewer, in: transaction), preset.archivedAt == nil,
                let caseFile = try self.caseFile(caseFile, for: viewer, in: transaction)
            else { return .unknown }
            var values = try Self.people(of: caseFile.id, in: transaction)
            values[.caseReference] = caseFile.reference
            values[.caseTitle] = caseFile.title
            values[.authorName] = viewer.name
            values[.organisationName] = self.organisation.name
            values[.dateToday] = today
            do throws(Malformed) {
                return .text(
                    title: try VariableText(preset.title).filled(values, field: "title"),
                    body: try VariableText(preset.body).filled(values.mapValues(Self.asMarkdown), field: "body"),
                    group: preset.accessGroup)
            } catch {
                return .unresolved(error)
            }
        }
    }

    /// Who is what on the case; nobody leaves a variable without a value.
    private static func people(
        of caseFile: ID<CaseFile>, in transaction: any Transaction
    ) throws -> [TextVariable: String] {
        let assignments = try Cases(transaction).assignments(of: caseFile)
        let people = try People(transaction).find(assignments.map(\.person))
        let roles: [(TextVariable, AssignmentRole)] = [(.caseManager, .caseManager), (.caseClient, .clientContact)]
        return roles.reduce(into: [:]) { values, pair in
            let names = assignments.filter { $0.role == pair.1 }.compactMap { people[$0.person]?.name }
            if !names.isEmpty { values[pair.0] = names.joined(separator: ", ") }
        }
    }

    /// A value is words, whatever it holds: nothing of it is formatting.
    private static func asMarkdown(_ value: String) -> String {
        value.map { "\\`*_[]<>&~|".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
