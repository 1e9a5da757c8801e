/// Input that cannot be read: names the field and what the sender of it can do.
///
/// Pages show it beside the field (422); a malformed token becomes the one 404 page.
package struct Malformed: Error, Hashable, Sendable {
    package let field: String
    package let remedy: String

    package init(_ field: String, _ remedy: String) {
        self.field = field
        self.remedy = remedy
    }
}
