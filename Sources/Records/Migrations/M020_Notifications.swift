import SQL

extension Migration {
    /// What people are told of in the service, how they want to be told, and the mails about it that wait for more.
    ///
    /// Kinds are words of the domain, checked when they are read: an engine could not widen a list of them in place.
    static let notifications = Migration(
        20, "notifications",
        [
            """
            CREATE TABLE notifications (
                id TEXT PRIMARY KEY,
                person_id TEXT NOT NULL REFERENCES people (id),
                kind TEXT NOT NULL,
                case_id TEXT REFERENCES cases (id),
                update_id TEXT REFERENCES case_updates (id),
                delivery_id TEXT REFERENCES deliveries (id),
                actor_id TEXT REFERENCES people (id),
                detail TEXT,
                at BIGINT NOT NULL,
                read_at BIGINT,
                awaits_mail BIGINT NOT NULL CHECK (awaits_mail IN (0, 1))
            )
            """,
            "CREATE INDEX notifications_by_person ON notifications (person_id, at, id)",
            "CREATE INDEX notifications_unread ON notifications (person_id, at) WHERE read_at IS NULL",
            "CREATE INDEX notifications_awaiting_mail ON notifications (person_id) WHERE awaits_mail = 1",
            """
            CREATE TABLE notification_preferences (
                person_id TEXT NOT NULL REFERENCES people (id),
                kind TEXT NOT NULL,
                channel TEXT NOT NULL CHECK (channel IN ('mail', 'in the application', 'never')),
                PRIMARY KEY (person_id, kind)
            )
            """,
            """
            CREATE TABLE notification_mails (
                person_id TEXT PRIMARY KEY REFERENCES people (id),
                due_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX notification_mails_due ON notification_mails (due_at)",
        ])
}
