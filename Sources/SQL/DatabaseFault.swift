/// How the database failed us; the transaction had no effect. Never holds a value of a row.
package enum DatabaseFault: Error, Hashable, Sendable {
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
    /// A row does not have the column or type that the statement promised.
    case unexpectedRow(column: String)
    /// The schema is newer than this program, or its history differs from ours.
    case foreignSchema(String)
}
