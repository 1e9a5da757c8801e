package import Domain
package import SQL

/// What happened on a case, read out of the rows that say so: one list of the case's own history, its updates, their files,
/// their sends and what became of those. Each entry that hangs on an update is left out where the update is not for these eyes.
package struct CaseActivities {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Entries of these topics, the newest first, behind `mark`, at most so many.
    package func all(
        of caseFile: ID<CaseFile>, topics: [ActivityTopic], seenBy onlooker: Onlooker, after mark: CaseActivity.Mark?,
        most: Int
    ) throws -> [CaseActivity] {
        let parts = topics.map { Self.part($0, caseFile, onlooker) }
        guard var union = parts.first else { return [] }
        for part in parts.dropFirst() { union = "\(union) UNION ALL \(part)" }
        let behind: Statement =
            mark.map {
                "WHERE (at, source, id, position) < (\($0.at), \($0.source), \($0.id), \($0.position))"
            } ?? ""
        return try transaction.run(
            """
            SELECT at, source, id, position, kind, topic, actor, actor_id, subject_id, detail, update_id, title, send_id,
                delivery_id, file
            FROM (\(union)) AS activity \(behind)
            ORDER BY at DESC, source DESC, id DESC, position DESC LIMIT \(most)
            """
        ).map(activity)
    }

    private static func part(_ topic: ActivityTopic, _ caseFile: ID<CaseFile>, _ onlooker: Onlooker) -> Statement {
        let seen: Statement = "case_updates.case_id = \(caseFile) AND \(onlooker.seesUpdate)"
        switch topic {
        case .caseItself: return ofCase("'case'", caseFile, CaseEventKind.allCases.filter { !$0.isAboutPeople })
        case .people: return ofCase("'people'", caseFile, CaseEventKind.allCases.filter(\.isAboutPeople))
        case .updates: return ofUpdates(seen)
        case .files: return ofFiles(seen)
        case .sends: return ofSends(seen)
        case .deliveries: return ofDeliveries("'deliveries'", seen, EventKind.onDeliveries)
        case .downloads: return ofDeliveries("'downloads'", seen, EventKind.onDownloads)
        }
    }

    private static func ofCase(
        _ topic: Statement, _ caseFile: ID<CaseFile>, _ kinds: [CaseEventKind]
    ) -> Statement {
        """
        SELECT at, CAST(1 AS BIGINT) AS source, case_id AS id, position, kind, \(topic) AS topic, 'person' AS actor,
            actor_id, subject_id, detail, CAST(NULL AS TEXT) AS update_id, CAST(NULL AS TEXT) AS title,
            CAST(NULL AS TEXT) AS send_id, CAST(NULL AS TEXT) AS delivery_id, CAST(NULL AS TEXT) AS file
        FROM case_events WHERE case_id = \(caseFile) AND kind IN \(kinds.map(\.rawValue))
        """
    }

    private static func ofUpdates(_ seen: Statement) -> Statement {
        let steps: [Statement] = [
            step("CAST(1 AS BIGINT)", "'written'", "created_at", "author_id", "CAST(NULL AS TEXT)", seen),
            step("CAST(2 AS BIGINT)", "'submitted'", "submitted_at", "submitted_by", "CAST(NULL AS TEXT)", seen),
            step("CAST(3 AS BIGINT)", "'returned'", "returned_at", "returned_by", "return_reason", seen),
            step("CAST(4 AS BIGINT)", "'validated'", "validated_at", "validated_by", "CAST(NULL AS TEXT)", seen),
        ]
        return steps.dropFirst().reduce(steps[0]) { "\($0) UNION ALL \($1)" }
    }

    private static func step(
        _ position: Statement, _ kind: Statement, _ at: Statement, _ by: Statement, _ detail: Statement,
        _ seen: Statement
    ) -> Statement {
        """
        SELECT \(at) AS at, CAST(2 AS BIGINT) AS source, id, \(position) AS position, \(kind) AS kind,
            'updates' AS topic, 'person' AS actor, \(by) AS actor_id, CAST(NULL AS TEXT) AS subject_id,
            \(detail) AS detail, id AS update_id, title, CAST(NULL AS TEXT) AS send_id,
            CAST(NULL AS TEXT) AS delivery_id, CAST(NULL AS TEXT) AS file
        FROM case_updates WHERE \(at) IS NOT NULL AND \(seen)
        """
    }

    private static func ofFiles(_ seen: Statement) -> Statement {
        """
        SELECT attachments.created_at AS at, CAST(3 AS BIGINT) AS source, attachments.id AS id,
            CAST(1 AS BIGINT) AS position,
            CASE WHEN attachments.replaces IS NULL THEN 'file added' ELSE 'file replaced' END AS kind,
            'files' AS topic, 'person' AS actor, attachments.uploaded_by AS actor_id,
            CAST(NULL AS TEXT) AS subject_id, attachments.replace_reason AS detail, case_updates.id AS update_id,
            case_updates.title AS title, CAST(NULL AS TEXT) AS send_id, CAST(NULL AS TEXT) AS delivery_id,
            attachments.name AS file
        FROM attachments JOIN case_updates ON case_updates.id = attachments.update_id WHERE \(seen)
        """
    }

    private static func ofSends(_ seen: Statement) -> Statement {
        """
        SELECT sends.created_at AS at, CAST(4 AS BIGINT) AS source, sends.id AS id, CAST(1 AS BIGINT) AS position,
            'update sent' AS kind, 'sends' AS topic, 'person' AS actor, sends.sender_id AS actor_id,
            CAST(NULL AS TEXT) AS subject_id, CAST(NULL AS TEXT) AS detail, case_updates.id AS update_id,
            case_updates.title AS title, sends.id AS send_id, CAST(NULL AS TEXT) AS delivery_id,
            CAST(NULL AS TEXT) AS file
        FROM sends JOIN case_updates ON case_updates.id = sends.update_id WHERE \(seen)
        """
    }

    private static func ofDeliveries(_ topic: Statement, _ seen: Statement, _ kinds: [EventKind]) -> Statement {
        """
        SELECT delivery_events.at AS at, CAST(5 AS BIGINT) AS source, delivery_events.delivery_id AS id,
            delivery_events.position AS position, delivery_events.kind AS kind, \(topic) AS topic,
            delivery_events.actor AS actor, delivery_events.person_id AS actor_id, deliveries.recipient_id AS subject_id,
            CAST(NULL AS TEXT) AS detail, case_updates.id AS update_id, case_updates.title AS title,
            sends.id AS send_id, deliveries.id AS delivery_id, attachments.name AS file
        FROM delivery_events JOIN deliveries ON deliveries.id = delivery_events.delivery_id
            JOIN sends ON sends.id = deliveries.send_id JOIN case_updates ON case_updates.id = sends.update_id
            LEFT JOIN file_links ON file_links.id = delivery_events.link_id
            LEFT JOIN attachments ON attachments.id = file_links.attachment_id
        WHERE delivery_events.kind IN \(kinds.map(\.rawValue)) AND COALESCE(delivery_events.mail, 'notice') <> 'code'
            AND \(seen)
        """
    }
}
