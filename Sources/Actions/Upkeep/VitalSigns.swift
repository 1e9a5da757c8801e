import Cryptography
import Records
import SQL

/// What one look at the running installation saw.
package struct VitalSigns: Sendable {
    /// Time of the process, as `uptime` has it.
    let takenAt: Duration
    let checks: [HealthCheck]
    /// Counted now and then only; none where the database could not be asked.
    let counts: LiveCounts?
    /// How long the oldest letter due has waited.
    let longestWait: Duration
    let keys: [KeyAge]
    /// In bytes; none where the system did not tell.
    let diskFree: Int64?
    let diskReserve: Int64
    let engine: EngineFigures

    /// The newest active key of a purpose.
    struct KeyAge: Hashable, Sendable {
        let purpose: KeyPurpose
        let age: Duration
        /// It has signed for longer than a key of its purpose should (KM-03).
        let isDue: Bool
    }
}
