/// One parser with what must hold of it whatever the bytes: run by libFuzzer in `Scripts/campaign fuzz`, and over the kept
/// inputs by the suite.
struct FuzzTarget: Sendable {
    let name: String
    /// Throws `Broken` when a property does not hold. A trap is a find too.
    let check: @Sendable ([UInt8]) throws -> Void

    static let all: [FuzzTarget] = [
        token, range, cookie, multipart, smtpReply, deliveryReport, fileName, emailAddress, json, csv,
    ]

    static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// A property that an input has shown not to hold.
struct Broken: Error, CustomStringConvertible {
    let description: String

    /// Throws unless the property holds.
    static func unless(_ holds: Bool, _ property: @autoclosure () -> String) throws {
        guard holds else { throw Broken(description: property()) }
    }
}
