internal import SQL

// GRDB has types of the same names, and one called `SQL`; in this module the words are ours.
typealias Statement = SQL.Statement
typealias Row = SQL.Row
