package import Domain

/// What files an update had when somebody read it: none is validated unseen.
///
/// Files are only ever added behind the others, so that their number and the last of them tell every change.
package struct FilesMark: Hashable, Sendable {
    package let text: String

    /// As a button sent it back.
    package init(_ text: String) { self.text = text }

    package init(_ attachments: [Attachment]) {
        text = "\(attachments.count)" + (attachments.last.map { "-\($0.id.text)" } ?? "")
    }
}
