import Domain
import Records
import SQL

/// How people are told: their own choice, within what the organisation allows (OS-16).
extension Notifier {
    /// For somebody who can sign in.
    func channel(
        of kind: NotificationKind, for person: ID<Person>, in transaction: any Transaction
    ) throws -> NotificationChannel {
        allowed(try NotificationPreferences(transaction).find(person)[kind], for: kind)
    }

    /// Those of these people who find a case update among their notifications and get no mail of it (TR-14). Whoever cannot
    /// sign in is always mailed; of contacts their own choice alone decides, since for them the mail is the delivery.
    func toldInAppOnly(among people: [ID<Person>], in transaction: any Transaction) throws -> Set<ID<Person>> {
        let preferences = NotificationPreferences(transaction)
        let channels = try preferences.channels(of: .updateSent, among: people)
        let staff = Set(channels.filter { allowed($0.value, for: .updateSent) != .mail }.keys)
        return staff.union(try preferences.contactsInPortalOnly(among: people.filter { channels[$0] == nil }))
    }

    private func allowed(_ channel: NotificationChannel, for kind: NotificationKind) -> NotificationChannel {
        channel == .mail && !kind.isFixed && !organisation.mailsNotifications ? .inApp : channel
    }
}

extension Installation {
    var notifier: Notifier { Notifier(world: world, organisation: organisation) }
}
