import Domain
import Records
import SQL

extension Installation {
    /// Each update with its files, its sends and the people it names: as many statements for fifty as for one.
    static func shown(_ updates: [CaseUpdate], in transaction: any Transaction) throws -> [ShownUpdate] {
        let ids = updates.map(\.id)
        let files = try Attachments(transaction).all(of: ids)
        let superseded = try Attachments(transaction).superseded(of: ids)
        let sends = try Sends(transaction).all(of: ids)
        let changes = try CaseUpdates(transaction).lastChanges(of: ids)
        let groups = try AccessGroups(transaction).all()
        let versions = files.values.flatMap { $0 } + superseded.values.flatMap { $0 }
        let replacers = Set(versions.compactMap { $0.replacement?.by })
        let writers = updates.flatMap { [$0.author, $0.submission?.by, $0.giveBack?.by, $0.validation?.by] }
        let people = Set(writers.compactMap { $0 } + sends.values.joined().map(\.sender)).union(replacers)
        let names = try People(transaction).find(Array(people)).mapValues(\.name)
        let summaries = try summaries(
            of: updates.flatMap { sends[$0.id] ?? [] }, files: files, names: names, in: transaction)
        return updates.map { update in
            let change = changes[update.id]
            return ShownUpdate(
                update: update, group: groups.first { $0.id == update.accessGroup }, author: names[update.author] ?? "",
                submittedBy: update.submission.flatMap { names[$0.by] },
                returnedBy: update.giveBack.flatMap { names[$0.by] },
                validatedBy: update.validation.flatMap { names[$0.by] }, attachments: files[update.id] ?? [],
                superseded: superseded[update.id] ?? [], replacers: names.filter { replacers.contains($0.key) },
                version: change?.version ?? 1, changedAt: change?.at ?? update.createdAt,
                sends: summaries.filter { $0.send.update == update.id })
        }
    }

    /// Each send in a line, in the order given.
    static func summaries(
        of sends: [Send], files: [ID<CaseUpdate>: [Attachment]], names: [ID<Person>: String] = [:],
        in transaction: any Transaction
    ) throws -> [SendSummary] {
        let ids = sends.map(\.id)
        let deliveries = try Deliveries(transaction).all(of: ids)
        let links = Dictionary(grouping: try FileLinks(transaction).all(of: ids), by: \.delivery)
        var events = try Events(transaction).ends(of: ids)
        // Of files in mails nothing is known but what became of the mail.
        let attaching = sends.filter { $0.options.mail == .files }.map(\.id)
        if !attaching.isEmpty { events.merge(try Events(transaction).all(of: attaching)) { $1 } }
        return sends.map { send in
            let files = files[send.update] ?? []
            // Delegates are let in by recipients, and count as part of theirs.
            let all = (deliveries[send.id] ?? []).filter { $0.delegateOf == nil }
            let open = all.filter { $0.revokedAt == nil }
            let waiting = open.count { delivery in
                !track(
                    delivery, recipient: nil, attachments: files, links: links[delivery.id] ?? [],
                    events: events[delivery.id] ?? [], mail: send.options.mail
                ).isDone
            }
            return SendSummary(
                send: send, sender: names[send.sender] ?? "", recipients: all.count, revoked: all.count - open.count,
                waiting: waiting, hasFiles: !files.isEmpty,
                isUndone: !all.isEmpty && all.allSatisfy { $0.undoneAt != nil })
        }
    }
}
