import Domain

/// What a key is for. A key of one purpose is of no use to another: each is derived under its own label.
package enum KeyPurpose: String, CaseIterable, Sendable {
    /// The tokens of file links.
    case link
    /// The pepper of verification codes.
    case code
    /// Sealing mails that wait in the outbox.
    case letter
    /// Tokens of forms, against requests forged by other sites.
    case form
    /// What comes back to us in delivery reports.
    case envelope
    /// The key-encryption key of stored files.
    case file
    /// Sealing the secrets of second factors.
    case factor

    /// The info of HKDF; a new construction takes a new number.
    var label: String { "\(rawValue)-v1" }

    /// How long a key signs before it should be replaced (KM-03).
    package var signsFor: Duration { [.file, .factor].contains(self) ? .days(365) : .days(90) }

    /// How long a key that was replaced goes on verifying: the longest life of what it made, or for ever.
    package var keptFor: Duration? {
        switch self {
        case .link: .days(90)
        case .code: .hours(1)
        case .letter: .days(7)
        case .form: .days(1)
        case .envelope: .days(30)
        case .file, .factor: nil
        }
    }
}

/// A purpose as a type, so that a key of another purpose does not compile.
package protocol KeyUse: Sendable {
    static var purpose: KeyPurpose { get }
}

/// A purpose whose keys make tags.
package protocol TagUse: KeyUse {}

/// A purpose whose keys seal.
package protocol SealUse: KeyUse {}

/// The purpose of file links.
package enum ForLinks: TagUse { package static var purpose: KeyPurpose { .link } }
/// The purpose of verification codes.
package enum ForCodes: TagUse { package static var purpose: KeyPurpose { .code } }
/// The purpose of form tokens.
package enum ForForms: TagUse { package static var purpose: KeyPurpose { .form } }
/// The purpose of envelope tokens.
package enum ForEnvelopes: TagUse { package static var purpose: KeyPurpose { .envelope } }
/// The purpose of queued mails.
package enum ForLetters: SealUse { package static var purpose: KeyPurpose { .letter } }
/// The purpose of second factors.
package enum ForFactors: SealUse { package static var purpose: KeyPurpose { .factor } }
/// The purpose of stored files.
package enum ForFiles: SealUse { package static var purpose: KeyPurpose { .file } }
