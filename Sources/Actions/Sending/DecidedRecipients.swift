import Cryptography
import Domain

/// Who receives a send, after everything that decides it was looked at.
struct DecidedRecipients {
    /// Each once: those chosen one by one, then the others of the groups.
    var people: [Person] = []
    /// Chosen one by one, and impossible.
    var refused: [RefusedRecipient] = []
    let groups: [DistributionGroup]
    /// Members of the groups who cannot be sent to.
    var skipped: [RefusedRecipient] = []

    /// Names who receives it and who is left out: the same for the same people, whatever their order.
    func name() throws -> String {
        let (people, left) = (people.map(\.id.text).sorted(), skipped.map(\.person.text).sorted())
        let text = people.joined(separator: ",") + "|" + left.joined(separator: ",")
        return try SHA256.digest(of: Array(text.utf8)).hex
    }

    /// What keeps them from being sent to, by what the sender agreed to.
    func obstacle(_ agreement: RecipientChoice.Agreement) throws -> SentUpdate? {
        if !refused.isEmpty { return .refused(refused) }
        if case .seen(let seen, _) = agreement, try seen != name() { return .changedMeanwhile }
        if people.isEmpty { return .noRecipients }
        return skipped.isEmpty || agreement.leavesOut ? nil : .wouldLeaveOut(skipped)
    }
}
