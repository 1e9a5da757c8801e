import Actions
import Domain

/// `/account/notifications`: how the person a token acts for is told of what.
struct NotificationPreferenceEndpoints: Sendable {
    var show: Endpoint {
        .showing(
            "showNotificationPreference", "How the person this token acts for is told of what.", Self.shape
        ) { call in
            Self.json(try await call.installation.showNotificationPreference(to: call.viewer))
        }
    }

    var choose: Endpoint {
        .changing(
            "chooseNotifications", "Choose how to be told of the kinds that are given, and leave the rest.",
            .json(
                Shape.object([
                    .required("kinds", .list(of: .object(Self.choice), most: NotificationKind.allCases.count))
                ]).named("NotificationChoice")), problems: [], Self.shape
        ) { call in
            var words: [NotificationKind: String] = [:]
            if case .list(let items)? = call.body["kinds"] {
                for item in items {
                    guard let kind = NotificationKind(rawValue: item.text("kind")) else { continue }
                    words[kind] = item.text("channel")
                }
            }
            do {
                return Self.json(try await call.installation.chooseNotifications(words, by: call.viewer))
            } catch let malformed as Malformed {
                throw ApiRefusal.mistake("kinds", "\(malformed.field): \(malformed.remedy)")
            }
        }
    }

    private static let choice: [Shape.Member] = [
        .required("kind", .words(NotificationKind.self)), .required("channel", .words(NotificationChannel.self)),
    ]

    private static let shape = Shape.object([
        .required(
            "isMailed",
            Shape.yesNo.noted("Whether the organisation mails at all what is not fixed; if not, “mail” rests.")),
        .required(
            "kinds",
            .list(
                of: .object(
                    choice + [
                        .required("choices", .list(of: .words(NotificationChannel.self), most: 3)),
                        .required("isFixed", Shape.yesNo.noted("Whether it cannot be switched off.")),
                    ]), most: 100)),
    ]).named("NotificationPreference")

    private static func json(_ shown: ShownNotificationPreference) -> JSON {
        [
            "isMailed": .yesNo(shown.isMailed),
            "kinds": .list(
                NotificationKind.allCases.map { kind in
                    [
                        "kind": .text(kind.rawValue), "channel": .text(shown.preference[kind].rawValue),
                        "choices": .list(kind.choices.map { .text($0.rawValue) }), "isFixed": .yesNo(kind.isFixed),
                    ]
                }),
        ]
    }
}
