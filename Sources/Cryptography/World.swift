package import Domain

/// Time and chance, the two things no rule of ours makes up. One of the five seams.
package protocol World: Sendable {
    /// The wall clock, UTC.
    func now() -> Moment
    /// Time since some fixed point, never set back by anybody: what limits are measured on beside the wall clock.
    func uptime() -> Duration
    /// Bytes fit for keys. Throws when the generator fails, and then the request ends (KM-05).
    func randomBytes(_ count: Int) throws -> [UInt8]
}

extension World {
    /// A new id that nobody can guess.
    package func newID<Of>(of kind: Of.Type = Of.self) throws -> ID<Of> {
        try ID(bytes: randomBytes(16))
    }
}
