package import SQL

// GRDB has types of the same names, and one called `SQL`; in this module the words are ours.
package typealias Database = SQL.Database
package typealias Statement = SQL.Statement
package typealias Row = SQL.Row
