/// An account at a sign-in service.
package struct ProviderSubject: Hashable, Sendable {
    /// The service, as it names itself.
    package let issuer: String
    /// Theirs alone at this service, and never somebody else's.
    package let subject: String

    package init(issuer: String, subject: String) {
        self.issuer = issuer
        self.subject = subject
    }
}

/// Whom a sign-in service says that somebody is.
package struct ProviderIdentity: Hashable, Sendable {
    package let account: ProviderSubject
    /// Nil where the service does not say that it is verified.
    package let address: EmailAddress?
    /// When they last showed the service who they are; nil where it does not say.
    package let provenAt: Moment?

    package init(issuer: String, subject: String, address: EmailAddress?, provenAt: Moment?) {
        account = ProviderSubject(issuer: issuer, subject: subject)
        self.address = address
        self.provenAt = provenAt
    }
}

/// Somebody's account at a sign-in service, which signs in to their account here.
package struct ProviderAccount: Hashable, Sendable {
    package let issuer: String
    package let subject: String
    package let person: ID<Person>
    package let linkedAt: Moment

    package init(issuer: String, subject: String, person: ID<Person>, linkedAt: Moment) {
        self.issuer = issuer
        self.subject = subject
        self.person = person
        self.linkedAt = linkedAt
    }
}
