import Blobs
import Cryptography
import Domain
import Mail
import Records
import SQL

/// A mail with its files in it, or what came of trying to put them in.
enum EnclosedMail: Sendable {
    case octets([UInt8])
    case attempt(DeliveryAttempt)
}

extension Installation {
    /// Puts the files of a letter into the places that it has for them, read from where they lie sealed. A file that is not what
    /// was attached fails the mail for good, and visibly.
    ///
    /// The whole mail is in memory while it is handed over: at most the organisation's limit, for the few letters with files
    /// that are under way at once.
    func enclose(in letter: TakenLetter, _ octets: [UInt8]) async throws -> EnclosedMail {
        let frame = EnclosedOctets(octets)
        guard frame.files > 0 else { return .octets(octets) }
        let files = try await database.read { try EnclosedFiles($0).all(of: letter.id) }
        guard files.count == frame.files else { return .attempt(Self.unreadable(nil, isFinal: true)) }
        var mail: [UInt8] = []
        mail.reserveCapacity(octets.count + Int(AttachedSize.octets(of: files.map(\.size))))
        for (piece, file) in zip(frame.frame, files) {
            mail += piece
            do {
                try await append(file, to: &mail)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                return .attempt(Self.unreadable(file, isFinal: Self.isLost(error)))
            }
        }
        return .octets(mail + (frame.frame.last ?? []))
    }

    private func append(_ file: Attachment, to mail: inout [UInt8]) async throws {
        let sealed = try await blobs.open(StoredBlob(id: file.blob, size: file.size, wrappedKey: file.wrappedKey))
        var hash = try SHA256()
        var lines = Base64Lines()
        var start: Int64 = 0
        while start < file.size {
            let piece = sealed.piece(from: start, in: 0..<file.size, .small)
            let bytes = try await sealed.read(piece)
            try bytes.withUnsafeBytes { try hash.update($0) }
            mail += lines.append(bytes)
            start = piece.upperBound
        }
        mail += lines.finish()
        // The line end of the last line is that of the frame.
        if mail.last == 10, file.size > 0 { mail.removeLast(2) }
        guard try hash.finish() == file.sha256 else { throw BlobFault.damaged }
    }

    /// Whether trying again is of no use.
    private static func isLost(_ error: any Error) -> Bool {
        switch error {
        case BlobFault.missing, BlobFault.damaged, BlobFault.noKey, CryptographyFault.damaged: true
        default: false
        }
    }

    /// The sentence goes into mails to staff and names no file; the tracker says which.
    private static func unreadable(_ file: Attachment?, isFinal: Bool) -> DeliveryAttempt {
        let words = file.map { ServerWords(cleaning: "File: \($0.name.text)") } ?? .none
        return isFinal
            ? .refused(
                .init(
                    words: words,
                    sentence:
                        "A file to be attached is damaged or missing in storage; nothing was sent. Replace it, then send again."
                ))
            : .delayed(
                .init(
                    words: words,
                    sentence: "A file to be attached could not be read from storage. It will be tried again."))
    }
}
