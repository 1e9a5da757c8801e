package import Blobs
package import Cryptography
package import Domain
import Mail
package import SQL

/// One organisation's running service: what every action works with. Each verb is an extension in a file of its own.
///
/// Made once, by the composition root; tests make it over a real database in a folder of their own.
package struct Installation: Sendable {
    package let organisation: Organisation
    package let database: any Database
    package let blobs: any BlobStore
    package let keys: Keys
    package let world: any World
    package let passwords: PasswordHasher
    package let visits: VisitLog
    package let ends: EndedTransfers
    let uploadsUnderWay = UploadsUnderWay()
    let shownPages = ShownPages()
    /// Where mails and texts of others are taken apart.
    let readers = WorkPool(label: "readers")
    package let figures = Figures()
    package let vitals = Vitals()
    package var codeLimits = CodeLimits()
    package var sessionLimits = SessionLimits()
    package var uploadLimits = UploadLimits()
    package var signInLimits = SignInLimits()
    /// Where people sign in besides, or instead; nil where they do so here alone.
    package var identityProvider: IdentityProvider?
    /// The named request that this is at the service of, if any.
    var request: NamedRequest?

    package init(
        organisation: Organisation, database: any Database, blobs: any BlobStore, keys: Keys, world: any World,
        passwords: PasswordHasher
    ) {
        self.organisation = organisation
        self.database = database
        self.blobs = blobs
        self.keys = keys
        self.world = world
        self.passwords = passwords
        visits = VisitLog(database: database, world: world)
        ends = EndedTransfers(
            database: database, notifier: Notifier(world: world, organisation: organisation))
    }

    var links: LinkSigner { LinkSigner(keys: keys, audience: organisation.origin) }
    var pepper: CodePepper { CodePepper(keys: keys) }
    var sealer: LetterSealer { LetterSealer(keys: keys) }
    var factors: FactorSealer { FactorSealer(keys: keys) }
}
