import Domain
import Records
import SQL
import Synchronization

/// How much one person may upload was reached.
package enum UploadQuota: Hashable, Sendable {
    /// In 24 hours, so many bytes.
    case day(Int64)
    /// In drafts that nobody has validated, so many bytes.
    case drafts(Int64)
}

/// Bytes of uploads under way, by person: what stands in no row yet counts too.
final class UploadsUnderWay: Sendable {
    private let bytes = Mutex<[ID<Person>: Int64]>([:])

    /// Adds `count`, or takes it off where it is negative, and returns what there is now.
    @discardableResult
    func add(_ count: Int64, of person: ID<Person>) -> Int64 {
        bytes.withLock { bytes in
            let sum = bytes[person, default: 0] &+ count
            bytes[person] = sum > 0 ? sum : nil
            return sum
        }
    }
}

/// What one upload may still take of its person's quota.
final class UploadAllowance: Sendable {
    private struct Taken {
        var bytes: Int64 = 0
        var reached: UploadQuota?
    }

    private let person: ID<Person>
    private let left: (bytes: Int64, quota: UploadQuota)
    private let underWay: UploadsUnderWay
    private let taken = Mutex(Taken())

    init(_ left: (bytes: Int64, quota: UploadQuota), of person: ID<Person>, underWay: UploadsUnderWay) {
        self.left = left
        self.person = person
        self.underWay = underWay
    }

    deinit { end() }

    /// Set once `take` said no.
    var reached: UploadQuota? { taken.withLock { $0.reached } }

    /// False where all uploads of the person together would go beyond what was left.
    func take(_ count: Int) -> Bool {
        taken.withLock { taken in
            taken.bytes += Int64(count)
            guard underWay.add(Int64(count), of: person) > left.bytes else { return true }
            taken.reached = left.quota
            return false
        }
    }

    /// The upload is over: its bytes stand in a row, or nowhere.
    func end() {
        taken.withLock { taken in
            underWay.add(-taken.bytes, of: person)
            taken.bytes = 0
        }
    }
}

extension Installation {
    /// How much this person may upload now, and which limit says so.
    func quotaLeft(of person: ID<Person>, now: Moment, in transaction: any Transaction) throws
        -> (bytes: Int64, quota: UploadQuota)
    {
        let uploaded = UploadedBytes(transaction)
        let today = uploadLimits.bytesADay - (try uploaded.total(by: person, since: now - .days(1)))
        let inDrafts = uploadLimits.bytesInDrafts - (try uploaded.inDrafts(by: person))
        return today <= inDrafts
            ? (today, .day(uploadLimits.bytesADay)) : (inDrafts, .drafts(uploadLimits.bytesInDrafts))
    }
}
