import Testing

/// The engines that rows can live in; a test that takes `Engine.all` as its arguments runs on each of them.
package enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite = "SQLite"
    case postgres = "PostgreSQL"

    package static let all = allCases

    package var testDescription: String { rawValue }
}
