/// The right of one delivery to one attachment, behind a signed and expiring URL.
package struct FileLink: Hashable, Sendable {
    package let id: ID<FileLink>
    package let delivery: ID<Delivery>
    /// None for the one link of an update without attachments, which opens its text.
    package let attachment: ID<Attachment>?
    /// What the signed token says; never changes.
    package let expiresAt: Moment
    /// Set by staff to let the same URL open longer.
    package var extendedUntil: Moment?
    package var revokedAt: Moment?
    package let createdAt: Moment

    package init(
        id: ID<FileLink>, delivery: ID<Delivery>, attachment: ID<Attachment>?, expiresAt: Moment,
        extendedUntil: Moment?, revokedAt: Moment?, createdAt: Moment
    ) {
        self.id = id
        self.delivery = delivery
        self.attachment = attachment
        self.expiresAt = expiresAt
        self.extendedUntil = extendedUntil
        self.revokedAt = revokedAt
        self.createdAt = createdAt
    }

    /// The later of what the token says and what staff granted.
    package var availableUntil: Moment { max(expiresAt, extendedUntil ?? expiresAt) }
}

/// Whether a link opens at all, before anybody asks for whom.
package enum LinkState: Hashable, Sendable {
    case live(until: Moment)
    case expired
    case revoked

    /// Revocation of the link, its delivery or its send outranks expiry, so that nobody can renew what was withdrawn.
    /// Expiry is exclusive: at the very moment it is over (LT-05).
    package init(_ link: FileLink, delivery: Delivery, send: Send, now: Moment) {
        if link.revokedAt != nil || delivery.revokedAt != nil || send.revokedAt != nil {
            self = .revoked
        } else if now >= link.availableUntil {
            self = .expired
        } else {
            self = .live(until: link.availableUntil)
        }
    }
}
