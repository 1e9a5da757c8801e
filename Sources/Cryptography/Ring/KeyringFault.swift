/// Why the key ring cannot be used or changed; each says in `description` what to do about it.
package enum KeyringFault: Error, Hashable, Sendable {
    case missing
    case exists
    /// The file or its folder may be read or replaced by others.
    case exposed
    case foreignOwner
    case malformed(String)
    case unreadable(errno: Int32)
    case unwritable(errno: Int32)
    case unknownKey(String)
    /// Four keys of the purpose verify already.
    case tooManyKeys(KeyPurpose)
    /// The newest key of stored files cannot be revoked: files are sealed under it.
    case stillSealing(String)
}

extension KeyringFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing:
            "There is no key ring in the keys folder. Put back the copy that was kept apart from the data; "
                + "only for a new installation without data, run `casecourier keys create`."
        case .exists:
            "The keys folder already holds a key ring, and it is never replaced. "
                + "Run `casecourier keys rotate` for new keys, or name another keys folder."
        case .exposed:
            "The key ring can be read or replaced by other users of this machine. "
                + "Run `chmod 700` on the keys folder and `chmod 600` on the file `ring` in it."
        case .foreignOwner:
            "The key ring belongs to another user. Run `chown` on the file `ring` for the user that runs CaseCourier."
        case .malformed(let what):
            "The key ring cannot be read: \(what) Put back the copy that was kept apart from the data."
        case .unreadable(let number):
            "The key ring cannot be read (errno \(number)). Check the keys folder and its permissions."
        case .unwritable(let number):
            "The key ring cannot be written (errno \(number)); it is as it was. Check the keys folder and free space."
        case .unknownKey(let kid):
            "The key ring has no key \(kid). Run `casecourier keys list` to see those it has."
        case .tooManyKeys(let purpose):
            "Four keys for \(purpose.rawValue) still verify. Wait until the oldest has ended, or revoke one of them."
        case .stillSealing(let kid):
            "Files are sealed under the key \(kid). Rotate the keys for files and wrap the files' keys anew first."
        }
    }
}
