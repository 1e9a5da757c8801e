import Actions
import Domain
import HTTPTypes

/// Why a file of a form was not taken in while the others were, or that there was none.
struct RefusedFile: Sendable {
    let status: HTTPResponse.Status
    /// Names the file and what helps.
    let words: String

    /// Of a file that had more bytes than one may have.
    static func tooLarge(_ name: String, limit: Int64) -> RefusedFile {
        RefusedFile(
            status: .contentTooLarge,
            words: "\(quoted(name)) is too large: a file can have up to \(FileSize.words(limit)).")
    }

    /// Of one more than the update may have.
    static func tooMany(_ name: String, limit: Int) -> RefusedFile {
        RefusedFile(
            status: .unprocessableContent,
            words: "\(quoted(name)) was not added: an update can have up to \(limit) files.")
    }

    /// Of a person who has uploaded as much as one may.
    static func overQuota(_ name: String, _ quota: UploadQuota) -> RefusedFile {
        let reason =
            switch quota {
            case .day(let bytes):
                "one person can upload up to \(FileSize.words(bytes)) in 24 hours. Add it tomorrow, or ask an administrator."
            case .drafts(let bytes):
                "files of one person can take up to \(FileSize.words(bytes)) in drafts; have drafts validated, or remove files from them."
            }
        return RefusedFile(status: .contentTooLarge, words: "\(quoted(name)) was not added: \(reason)")
    }

    /// Of a person who began too many uploads in a short time.
    static func tooOften(_ name: String) -> RefusedFile {
        RefusedFile(
            status: .tooManyRequests,
            words: "\(quoted(name)) was not added: too many uploads in a short time. Add it in a minute.")
    }

    /// Of a form in which no file was chosen.
    static let nothingChosen = RefusedFile(status: .unprocessableContent, words: "Choose at least one file.")

    private static func quoted(_ name: String) -> String { "“\(Typed.fileName(name).text)”" }
}
