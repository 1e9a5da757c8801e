/// One forward step of the schema. Released steps are frozen: their checksum is kept beside their number.
package struct Migration: Sendable {
    package let number: Int
    package let name: String
    package let statements: [Statement]

    package init(_ number: Int, _ name: String, _ statements: [Statement]) {
        precondition(statements.allSatisfy(\.values.isEmpty), "A migration has no values apart from its frozen text.")
        self.number = number
        self.name = name
        self.statements = statements
    }

    /// FNV-1a (64 bit) over the statements' texts: tells an edited step from the one that ran, nothing more.
    package var checksum: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for statement in statements {
            for byte in statement.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
