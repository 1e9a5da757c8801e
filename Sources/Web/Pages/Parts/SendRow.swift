/// One send in a list.
struct SendRow: Sendable {
    let path: String
    let sentAt: When
    let sentBy: String
    /// `2 of 5 have not downloaded`
    let summary: String
    let protection: StatusTag
}
