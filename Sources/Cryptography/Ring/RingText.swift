import Domain
import Foundation

/// The ring as the JSON text of its file, written for people to read too: dates are ISO 8601 in UTC.
enum RingText {
    static func bytes(of entries: [KeyEntry]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(RingRecord(version: 1, keys: entries.map(KeyRecord.init))))
    }

    static func entries(of bytes: [UInt8]) throws(KeyringFault) -> [KeyEntry] {
        let ring: RingRecord
        do { ring = try JSONDecoder().decode(RingRecord.self, from: Data(bytes)) } catch {
            throw .malformed("it is not the JSON that CaseCourier wrote.")
        }
        guard ring.version == 1 else { throw .malformed("it was written by a newer version.") }
        var entries: [KeyEntry] = []
        for key in ring.keys {
            guard let entry = key.entry else { throw .malformed("one of its keys is not as CaseCourier wrote it.") }
            entries.append(entry)
        }
        guard Set(entries.map(\.kid)).count == entries.count else {
            throw .malformed("two of its keys have one name.")
        }
        return entries
    }
}

private struct RingRecord: Codable {
    let version: Int
    let keys: [KeyRecord]
}

private struct KeyRecord: Codable {
    let kid: String
    let purpose: String
    let created: String
    let notBefore: String
    let verifyUntil: String?
    let state: String
    let secret: String?

    init(_ entry: KeyEntry) {
        kid = entry.kid
        purpose = entry.purpose.rawValue
        created = Self.text(of: entry.created)
        notBefore = Self.text(of: entry.notBefore)
        verifyUntil = entry.verifyUntil.map(Self.text)
        state = entry.state.rawValue
        secret = entry.secret.isEmpty ? nil : Data(entry.secret).base64EncodedString()
    }

    /// Nil where anything is not as `init` writes it.
    var entry: KeyEntry? {
        guard KeyEntry.isName(kid), let purpose = KeyPurpose(rawValue: purpose), let state = KeyState(rawValue: state),
            let created = Self.moment(of: created), let notBefore = Self.moment(of: notBefore)
        else { return nil }
        let end = verifyUntil.flatMap(Self.moment)
        let bytes = secret.map { Data(base64Encoded: $0).map { Array($0) } ?? [] } ?? []
        guard (end == nil) == (verifyUntil == nil), bytes.count == (state == .revoked ? 0 : 32) else { return nil }
        return KeyEntry(
            kid: kid, purpose: purpose, created: created, notBefore: notBefore, verifyUntil: end, state: state,
            secret: bytes)
    }

    private static func text(of moment: Moment) -> String {
        Date(timeIntervalSince1970: Double(moment.seconds)).formatted(.iso8601)
    }

    private static func moment(of text: String) -> Moment? {
        guard let date = try? Date(text, strategy: .iso8601), abs(date.timeIntervalSince1970) < 1e12 else { return nil }
        return Moment(milliseconds: Int64(date.timeIntervalSince1970) * 1000)
    }
}
