/// What an engine did since it was opened, counted for operators.
package struct EngineFigures: Hashable, Sendable {
    /// Bodies of `write` that were committed, and the transactions that they shared.
    package var bodies: Int64 = 0
    package var transactions: Int64 = 0
    /// The time that commits took in all.
    package var committing: Duration = .zero
    /// Times that a body ran again because others were in the way.
    package var retries: Int64 = 0
    /// What was committed and still has to be copied into the file, in bytes; none for an engine without such a log.
    package var logSize: Int64?

    package init() {}
}

extension Database {
    /// An engine that does not count says nothing.
    package var figures: EngineFigures { EngineFigures() }
}
