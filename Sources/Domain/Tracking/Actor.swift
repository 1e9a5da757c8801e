/// Who caused an event, as far as the service can know.
package enum Actor: Hashable, Sendable {
    /// A verified or signed-in person; the address is the one that was verified, if that is how we know.
    case person(ID<Person>, address: String?)
    /// Whoever held an open link. Never a person.
    case linkHolder
    /// Our own workers, mail servers, scanners and previewers.
    case machine
    case unknown

    /// The word that is stored and shown.
    package var kind: String {
        switch self {
        case .person: "person"
        case .linkHolder: "link holder"
        case .machine: "machine"
        case .unknown: "unknown"
        }
    }
}
