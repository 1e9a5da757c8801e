import Foundation

/// Something a command asks of the installation, by whichever process has it open.
enum ControlRequest: Codable, Sendable {
    case addPerson(NewPerson)
    case ingestMail(Data)
    case rotateKeys(purpose: String)
    case revokeKey(kid: String)
    case createToken(email: String, name: String, days: Int64)
    case listTokens(email: String?)
    case revokeToken(id: String)
    case rewrapFiles
    /// What `doctor` can only find out where the database is open; answered as JSON.
    case examine

    struct NewPerson: Codable, Sendable {
        let kind: String
        let role: String?
        let name: String
        let email: String
        let password: String?
    }
}

/// What came of it: the words for the terminal and the exit code of `sysexits.h`.
struct ControlAnswer: Codable, Sendable {
    let output: String
    let exitCode: Int32

    static func done(_ output: String) -> ControlAnswer { ControlAnswer(output: output, exitCode: 0) }
    /// The input was not usable: EX_DATAERR.
    static func refused(_ output: String) -> ControlAnswer { ControlAnswer(output: output, exitCode: 65) }
    /// Trying again later may work: EX_TEMPFAIL.
    static func later(_ output: String) -> ControlAnswer { ControlAnswer(output: output, exitCode: 75) }
}
