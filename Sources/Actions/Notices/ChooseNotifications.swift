import Cryptography
package import Domain
import Records
import SQL

/// How a member of staff is told of what, and what the organisation leaves them to choose.
package struct ShownNotificationPreference: Sendable {
    package let preference: NotificationPreference
    /// Whether the organisation mails at all what can be done without; if not, the choice of a mail rests.
    package let isMailed: Bool
}

extension Installation {
    /// The viewer's own preference. Reads only.
    package func showNotificationPreference(to viewer: Viewer) async throws -> ShownNotificationPreference {
        ShownNotificationPreference(
            preference: try await database.read { try NotificationPreferences($0).find(viewer.person) },
            isMailed: organisation.mailsNotifications)
    }

    /// Keeps what the viewer chose, by the word of each kind; a kind that is not named stays as it was. A choice that there is not
    /// throws `Malformed` with the kind as its field, and nothing is kept.
    package func chooseNotifications(
        _ words: [NotificationKind: String], by viewer: Viewer
    ) async throws -> ShownNotificationPreference {
        let preference = try await write(for: viewer) { viewer, transaction in
            let preferences = NotificationPreferences(transaction)
            let chosen = try NotificationPreference(reading: words, over: preferences.find(viewer.person))
            try preferences.keep(chosen, of: viewer.person)
            return chosen
        }
        return ShownNotificationPreference(preference: preference, isMailed: organisation.mailsNotifications)
    }
}
