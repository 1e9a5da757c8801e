/// One entry of what happened on a case: about the case itself, or about an update of it and all that hangs on it.
package struct CaseActivity: Hashable, Sendable {
    package let mark: Mark
    /// What happened, in the fixed words that interface and records use.
    package let kind: String
    package let topic: ActivityTopic
    package let actor: Actor
    /// Who it happened to.
    package let subject: ID<Person>?
    /// What else is known, in words.
    package let detail: String?
    package let update: Subject<CaseUpdate>?
    package let send: ID<Send>?
    package let delivery: ID<Delivery>?
    /// The name of the file it is about.
    package let file: String?

    /// What a thing is called beside its id.
    package struct Subject<Of>: Hashable, Sendable {
        package let id: ID<Of>
        package let title: String

        package init(id: ID<Of>, title: String) {
            self.id = id
            self.title = title
        }
    }

    /// Where an entry stands among the others: what the next page comes after.
    package struct Mark: Hashable, Sendable {
        package let at: Moment
        /// Which history it is of, and which thing.
        package let source: Int64
        package let id: String
        package let position: Int64

        package init(at: Moment, source: Int64, id: String, position: Int64) {
            self.at = at
            self.source = source
            self.id = id
            self.position = position
        }
    }

    package init(
        mark: Mark, kind: String, topic: ActivityTopic, actor: Actor, subject: ID<Person>?, detail: String?,
        update: Subject<CaseUpdate>?, send: ID<Send>?, delivery: ID<Delivery>?, file: String?
    ) {
        self.mark = mark
        self.kind = kind
        self.topic = topic
        self.actor = actor
        self.subject = subject
        self.detail = detail
        self.update = update
        self.send = send
        self.delivery = delivery
        self.file = file
    }
}

extension CaseActivity.Mark {
    /// `1795424520000.5.ID.7`, for the address of the next page.
    package var text: String { "\(at.milliseconds).\(source).\(id).\(position)" }

    /// Reads what `text` writes.
    package init(reading text: String) throws(Malformed) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, let at = Int64(parts[0]), let source = Int64(parts[1]), let position = Int64(parts[3]),
            let id = try? ID<CaseActivity>(reading: String(parts[2]))
        else { throw Malformed("after", "Use the address as it was given.") }
        self.init(at: Moment(milliseconds: at), source: source, id: id.text, position: position)
    }
}

/// What entries are about, in the words of filter and interface.
package enum ActivityTopic: String, CaseIterable, Sendable {
    /// Opened, changed, closed, kept.
    case caseItself = "case"
    case people
    case updates
    case files
    case sends
    /// What became of mails and links.
    case deliveries
    case downloads
}
