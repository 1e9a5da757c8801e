import Domain
import Records
import SQL

/// What a member of staff may see. Everything that is not seen answers like what does not exist (AU-01).
extension Installation {
    func sees(_ viewer: Viewer, _ caseFile: ID<CaseFile>, in transaction: any Transaction) throws -> Bool {
        if viewer.rights.seesEveryCase { return true }
        return viewer.rights.maySeeCase(
            assigned: try Cases(transaction).assignment(of: viewer.person, to: caseFile) != nil)
    }

    func sees(_ viewer: Viewer, _ send: Send, in transaction: any Transaction) throws -> Bool {
        guard let update = try CaseUpdates(transaction).find(send.update) else { return false }
        return try sees(viewer, update, in: transaction)
    }

    /// The delivery and its send, if this viewer may see them.
    func delivery(
        _ id: ID<Delivery>, for viewer: Viewer, in transaction: any Transaction
    ) throws -> (Delivery, Send)? {
        guard let delivery = try Deliveries(transaction).find(id),
            let send = try Sends(transaction).find(delivery.send),
            try sees(viewer, send, in: transaction)
        else { return nil }
        return (delivery, send)
    }
}
