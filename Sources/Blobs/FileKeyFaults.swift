import Cryptography

extension CryptographyFault {
    /// What a key that does not open, or a header that is none, means for a stored file.
    var ofStoredFile: any Error {
        switch self {
        case .damaged: BlobFault.damaged
        case .unknownKey: BlobFault.noKey
        default: self
        }
    }
}
