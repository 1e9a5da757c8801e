/// What a mailed code opens: the one door that it was asked for at, and no other (IV-05).
package enum CodeDoor: Hashable, Sendable {
    /// The pages behind a file link.
    case link(ID<FileLink>)
    /// The sign-in of the portal.
    case portal

    /// The link's id, or the word `portal`, which no id is.
    package var text: String {
        switch self {
        case .link(let link): link.text
        case .portal: "portal"
        }
    }

    /// Reads what `text` writes.
    package init(reading text: String) throws(Malformed) {
        self = text == "portal" ? .portal : .link(try ID(reading: text))
    }
}
