package import Domain

/// Where sealed files lie. One of the five seams: a disk, or an object store.
///
/// A store holds ciphertext only. Keys are made and opened by the ring it was given; nothing in it tells what a file is
/// or whose.
package protocol BlobStore: Sendable {
    /// Begins a file of at most `limit` plain bytes.
    func begin(limit: Int64) async throws -> any SealedUpload

    /// Opens a stored file; throws `missing`, `noKey`, or `damaged` where size, key or header cannot be those it was
    /// stored with.
    func open(_ blob: StoredBlob) async throws -> any SealedFile

    /// Removes a file; one that is not there is no fault. Who is reading it reads on from a disk, and is cut off with
    /// `missing` by an object store.
    func remove(_ id: ID<Blob>) async throws

    /// Removes what unfinished uploads left behind more than `age` ago; returns how many.
    func sweep(olderThan age: Duration) async throws -> Int

    /// The complete files that were stored more than `age` ago: what a sweep compares with the rows.
    func stored(olderThan age: Duration) async throws -> [ID<Blob>]

    /// Whether files can be stored, as far as is known without asking. A disk that failed to confirm a write stays
    /// unhealthy for the rest of the process (`BlobFault.unsafe`); an object store is so until it answers again.
    var isHealthy: Bool { get }

    /// Asks the disk or the object store itself, within a few seconds; throws what is wrong with it.
    func check() async throws
}

/// What the row of a stored file must keep to open it again.
package struct StoredBlob: Hashable, Sendable {
    package let id: ID<Blob>
    /// Plain bytes.
    package let size: Int64
    /// The file's key, wrapped; opens for this id only.
    package let wrappedKey: String

    package init(id: ID<Blob>, size: Int64, wrappedKey: String) {
        self.id = id
        self.size = size
        self.wrappedKey = wrappedKey
    }
}

/// A file that is complete and durable.
package struct FinishedUpload: Hashable, Sendable {
    package let blob: StoredBlob
    /// Of the plain bytes, computed as they came.
    package let sha256: SHA256Digest
    /// The first plain bytes, at most 512: what a media type can be guessed from.
    package let opening: [UInt8]
}

/// A file on its way in: sealed as it comes, never in plain on the disk. Used by one task at a time.
package protocol SealedUpload: Sendable {
    var id: ID<Blob> { get }

    /// Takes the next plain bytes. Throws `tooLarge` before more than the limit is stored; the upload is given up then.
    func append(_ bytes: [UInt8]) async throws

    /// Durable under its id when it returns. Only then may a row name it.
    func finish() async throws -> FinishedUpload

    /// Gives the upload up and removes what was stored; nothing happens where it is over already.
    func abandon() async
}

/// A stored file, open for reading. Closed when the last reference goes.
package protocol SealedFile: Sendable {
    /// Plain bytes.
    var size: Int64 { get }

    /// These plain bytes, all of them: at most a mebibyte, within the file. Every segment is authenticated before a
    /// byte of it is returned; throws `damaged` otherwise, and then the answer must be broken off.
    ///
    /// Cheapest where it is what `piece` gives.
    func read(_ range: Range<Int64>) async throws -> [UInt8]

    /// The next bytes of a range, from `start` on: for one call of `read`. Taken one behind the other they open no segment twice.
    ///
    /// Empty at the range's end and outside of the file.
    func piece(from start: Int64, in range: Range<Int64>, _ size: PieceSize) -> Range<Int64>
}

/// How much of a file is read and opened in one go.
package enum PieceSize: Hashable, Sendable {
    /// Just under a quarter of a mebibyte. A stream holds two pieces at most, the one that is written and its copy in the
    /// connection's buffer, which keeps many slow streams within a mebibyte each (RL-03).
    case small
    /// Just under a mebibyte: fewer changes of thread, where few streams run.
    case large
    /// One segment, where very many run at once.
    case least

    var segments: Int64 {
        switch self {
        case .small: 4
        case .large: 16
        case .least: 1
        }
    }
}
