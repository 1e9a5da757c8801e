/// One dated fact about a delivery; never changed, never deleted before its retention ends.
package struct DeliveryEvent: Hashable, Sendable {
    package let delivery: ID<Delivery>
    /// Its place in the history of the delivery, from 1.
    package let position: Int64
    package let link: ID<FileLink>?
    package let kind: EventKind
    package let at: Moment
    package let actor: Actor
    /// The record that it was written of, where that became a part of the actor's later.
    package let writtenOf: ID<Person>?
    /// Which mail a mail event is about.
    package let mail: MailKind?
    /// What else is known, in words: the server's reply, the new expiry.
    package let detail: String?
    package let client: ClientTrace?
    /// Of a download: which version of the file. None on those from before files could be replaced: the first.
    package let fileVersion: Int64?

    package init(
        delivery: ID<Delivery>, position: Int64, link: ID<FileLink>?, kind: EventKind, at: Moment, actor: Actor,
        writtenOf: ID<Person>? = nil, mail: MailKind? = nil, detail: String? = nil, client: ClientTrace? = nil,
        fileVersion: Int64? = nil
    ) {
        self.fileVersion = fileVersion
        self.delivery = delivery
        self.position = position
        self.link = link
        self.kind = kind
        self.at = at
        self.actor = actor
        self.writtenOf = writtenOf
        self.mail = mail
        self.detail = detail
        self.client = client
    }
}

extension DeliveryEvent {
    /// Whether this person is known to have caused it.
    package func isBy(_ person: ID<Person>) -> Bool {
        if case .person(let actor, _) = actor { actor == person } else { false }
    }

    /// Whether it is a notice that was given in the application and not by mail.
    package var isInAppOnly: Bool { (kind == .queued || kind == .resent) && mail == nil }
}

/// What a mail to a recipient is for.
package enum MailKind: String, Sendable {
    case notice
    case code
    case renewal
}

/// Where a request came from, as far as it says; kept by the organisation's policy.
package struct ClientTrace: Hashable, Sendable {
    package let address: String
    /// At most 300 code points, without control characters.
    package let userAgent: String

    package init(address: String, userAgent: String) {
        self.address = address
        guard userAgent.utf8.count > 300 || !userAgent.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
            self.userAgent = userAgent
            return
        }
        let printable = userAgent.unicodeScalars.lazy.filter { $0.properties.generalCategory != .control }
        var kept = String.UnicodeScalarView()
        for scalar in printable.prefix(300) { kept.append(scalar) }
        self.userAgent = String(kept)
    }
}
