/// In which order cases stand in a list; the words are those of pages and interface.
package enum CaseOrder: String, CaseIterable, Sendable {
    case newest
    case oldest
    case reference
}
