/// Three characters that tell the mails of one challenge apart, shown beside the code and on the page. No secret.
package enum CodeReference {
    /// Capital letters and digits that cannot be taken for one another.
    static let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")

    /// Three characters, each equally likely.
    package static func random(from world: some World) throws -> String {
        String(try world.randomBytes(3).map { alphabet[Int($0) % alphabet.count] })
    }
}
