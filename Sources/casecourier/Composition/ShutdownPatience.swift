/// How long the parts of a shutdown may take.
struct ShutdownPatience: Sendable {
    /// `/readyz` says no already, and requests are still taken.
    let notice: Duration
    /// Running downloads and uploads may end.
    let transfers: Duration

    /// What is left for mails under way and the database once the last transfer is over.
    static let remainder = Duration.seconds(20)

    var altogether: Duration { notice + transfers + Self.remainder }
}
