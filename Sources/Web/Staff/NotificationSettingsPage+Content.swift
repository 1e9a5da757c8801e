import Domain

extension NotificationSettingsPage {
    init(
        isMailed: Bool, _ reading: FormReading, chosen: (NotificationKind) -> String, frame: WorkingFrame
    ) {
        self.init(
            frame: frame, action: "/account/notifications", isMailOff: !isMailed,
            sections: Self.sections.map { title, kinds in
                Section(
                    title: title,
                    kinds: kinds.map { kind in
                        Kind(
                            label: kind.label, explanation: kind.explanation,
                            choice: reading.choice(
                                kind.field,
                                kind.choices.map {
                                    Choice($0.rawValue, $0.label, isChosen: $0.rawValue == chosen(kind))
                                }))
                    })
            },
            fixed: NotificationKind.allCases.filter(\.isFixed).map {
                Fixed(label: $0.label, reason: $0.explanation ?? "")
            })
    }

    private static let sections: [(title: String, kinds: [NotificationKind])] = [
        ("Cases and updates", [.updateSent, .updateSubmitted, .updateReturned, .updateValidated, .assigned]),
        ("Delivery notifications", [.viewed, .downloaded, .linkRequested, .delegateRequested]),
    ]
}

extension NotificationKind {
    /// When it happens, as a setting names it.
    fileprivate var label: String {
        switch self {
        case .updateSent: "A case update is sent to you"
        case .updateSubmitted: "An update waits for your validation"
        case .updateValidated: "Your update is validated"
        case .updateReturned: "Your update is returned"
        case .assigned: "You are put on a case"
        case .viewed: "A recipient opens what you sent"
        case .downloaded: "A recipient downloads a file"
        case .linkRequested: "A recipient asks for a new link"
        case .delegateRequested: "A recipient asks to let somebody else in"
        case .deliveryFailed: "A message of yours cannot be delivered"
        case .linkSuspended: "A link of yours is suspended"
        case .misdelivery: "A message of yours was not for its recipient"
        case .accountChanged: "Your account is changed"
        }
    }

    /// What there is to know before choosing, or why there is nothing to choose.
    fileprivate var explanation: String? {
        switch self {
        case .updateSent: "Whoever sends it sees that you are told in the application only."
        case .updateSubmitted: "Those of the case are told, and all who may validate where nobody of the case may."
        case .viewed, .downloaded: "Each recipient, each time it is recorded."
        case .deliveryFailed: "Whoever waits for it does not know."
        case .linkSuspended: "Its recipient cannot open it until you act."
        case .misdelivery: "It may be in the wrong hands."
        case .accountChanged: "It may not have been you."
        case .assigned: "Mailed if whoever does it wants you to have a mail."
        case .delegateRequested: "Whoever manages the case is told too."
        case .updateValidated, .updateReturned, .linkRequested: nil
        }
    }
}

extension NotificationChannel {
    fileprivate var label: String {
        switch self {
        case .mail: "Also by e-mail"
        case .inApp: "Without mail"
        case .never: "Not at all"
        }
    }
}
