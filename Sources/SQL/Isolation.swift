/// How much a transaction that writes is kept apart from those beside it. SQLite, which has one writer, always gives all of it.
package enum Isolation: Hashable, Sendable {
    /// As if it ran alone: what it read still holds when it commits. The rule for everything that decides on what it reads.
    case serialisable
    /// Each statement sees what was committed before it began. For short bodies that many requests run at once, in which
    /// every decision is the row that one guarded statement returns; nothing else that was read need still hold at the end.
    /// They wait for each other's rows, where serialisable ones would have to be run again and again.
    case guarded
    /// Behind all others of this kind, whichever process they are in, and without a limit of time: for changes of the schema.
    case exclusive
}
