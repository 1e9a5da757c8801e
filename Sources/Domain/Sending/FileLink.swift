/// The signed, expiring address of one attachment of one delivery.
package struct FileLink: Sendable {}
