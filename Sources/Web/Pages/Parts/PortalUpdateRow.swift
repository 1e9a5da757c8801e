import Actions
import Domain

/// An update in the lists of the portal.
struct PortalUpdateRow: Sendable {
    /// The link's own page.
    let path: String
    let title: String
    /// Of the case; nil for a delegate.
    let reference: String?
    let sentAt: When
    /// In words: `2 files`.
    let files: String
    let until: When
    /// Nil while it opens.
    let ended: StatusTag?
}

extension PortalUpdateRow {
    init(_ offered: ShownPortal.OfferedUpdate, now: Moment) {
        let update = offered.update
        self.init(
            path: "/f/" + PercentCoding.encode(offered.token), title: update.title, reference: update.caseReference,
            sentAt: When(update.sentAt),
            files: update.files == 0 ? "no files" : update.files == 1 ? "1 file" : "\(update.files) files",
            until: When(update.availableUntil),
            ended: update.isAvailable(now: now) ? nil : StatusTag("Expired", .idle, .clock))
    }
}
