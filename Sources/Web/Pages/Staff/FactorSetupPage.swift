import Actions
import Domain

/// Putting a new secret into an authenticator app, and confirming it by a code of the app.
struct FactorSetupPage: Page {
    let frame: WorkingFrame
    /// What the app calls the account.
    let account: String
    /// In groups of four, to be typed.
    let key: String
    /// `otpauth://…`, for a device that has the app.
    let uri: String
    /// The same for a camera; nil where no picture holds it.
    let picture: Picture?
    let action: String
    let code: Field
    /// Whether nobody signs in without one.
    let isRequired: Bool
    let hidden: [HiddenField]
    /// Nil where there is no way round.
    let cancel: String?

    struct Picture: Sendable {
        let extent: Int
        /// The `d` of an SVG path.
        let path: String
    }

    init(
        _ offer: FactorOffer, frame: WorkingFrame, action: String, code: Field, isRequired: Bool,
        hidden: [HiddenField], cancel: String?
    ) {
        self.frame = frame
        account = offer.account
        key = Self.grouped(offer.key)
        uri = offer.uri
        picture = offer.picture.map { Picture(extent: $0.extent, path: $0.path) }
        self.action = action
        self.code = code
        self.isRequired = isRequired
        self.hidden = hidden
        self.cancel = cancel
    }

    private static func grouped(_ key: String) -> String {
        stride(from: 0, to: key.count, by: 4).map { key.dropFirst($0).prefix(4) }.joined(separator: " ")
    }
}

extension FactorSetupPage {
    /// What is no code of an app: there are no recovery codes yet.
    static var refused: FormReading {
        var reading = FormReading()
        reading.add(Malformed("code", "Enter the 6 digits that your app shows."))
        return reading
    }
}
