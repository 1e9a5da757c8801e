/// The key of one stored file: 32 random bytes, used for that file only.
package struct FileKey: Sendable {
    let bytes: [UInt8]
}

extension FileKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "file key (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
