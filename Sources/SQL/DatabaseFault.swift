/// How the database failed us; unless it says otherwise the transaction had no effect. Never holds a value of a row.
package enum DatabaseFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// No space left on the device.
    case full
    /// A rule of the schema refused the change: which constraint, in the engine's words.
    case constraint(String)
    /// The file or server cannot be reached, or answered with an error that trying again may mend.
    case unavailable(String)
    /// The engine does not understand a statement of ours: a table or column is missing, or its words are wrong.
    case refusedStatement(String)
    /// A commit failed, so what is durable is no longer known; the engine has stopped.
    case stopped(String)
    /// The connection broke while the server was to commit: the transaction happened, or nothing of it did. It was not tried
    /// again, since that could do it twice.
    case outcomeUnknown(String)
    /// A row does not have the column or type that the statement promised.
    case unexpectedRow(column: String)
    /// The schema is newer than this program, or its history differs from ours.
    case foreignSchema(String)

    /// A sentence for the log.
    package var description: String {
        switch self {
        case .full: "The disk is full."
        case .constraint(let words): "A rule of the schema refused the change: \(words)"
        case .unavailable(let words): "The database did not do it: \(words)"
        case .refusedStatement(let words): "The database does not understand a statement: \(words)"
        case .stopped(let words): "The database has stopped writing: \(words)"
        case .outcomeUnknown(let words): "Whether the change was made is not known: \(words)"
        case .unexpectedRow(let column): "A row has no column \(column), or one of another type."
        case .foreignSchema(let sentence): sentence
        }
    }
}
