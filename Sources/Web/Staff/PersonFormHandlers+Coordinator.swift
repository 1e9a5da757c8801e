import Actions
import Domain

extension PersonFormHandlers {
    /// Nobody, the staff, and who it is now although they were archived since.
    static func coordinators(_ staff: [Person], _ entry: PersonEntry, of shown: ShownPerson?) -> [Choice] {
        let now = shown?.coordinator.map { [$0] } ?? []
        let people = now.filter { !staff.contains($0) } + staff
        return [Choice("", "Nobody")]
            + people.map { Choice($0.id.text, $0.name, isChosen: $0.id.text == entry.coordinator) }
    }
}
