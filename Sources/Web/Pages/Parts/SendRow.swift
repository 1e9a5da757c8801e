/// One send in a list.
struct SendRow: Sendable {
    let path: String
    let sentAt: When
    let sentBy: String
    /// `2 of 5 have not downloaded`
    let summary: String
    let protection: StatusTag
    /// Who received it; none where the list does not say.
    var recipients: [Recipient] = []

    struct Recipient: Sendable {
        let name: String
        let address: String
        let status: StatusTag
        /// `/deliveries/{id}`
        let path: String
    }
}
