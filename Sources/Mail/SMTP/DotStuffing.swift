/// A message as it goes over the wire after DATA (RFC 5321 section 4.5.2).
package enum DotStuffing {
    /// Doubles the dot that begins a line and adds the final dot. `octets` have CRLF line ends, as `OutgoingMail`
    /// makes sure, so no line of the message can be taken for the end of it.
    package static func wire(_ octets: [UInt8]) -> [UInt8] {
        let dot = UInt8(ascii: ".")
        var wire: [UInt8] = []
        wire.reserveCapacity(octets.count + octets.count / 64 + 3)
        var atLineStart = true
        for octet in octets {
            if atLineStart, octet == dot { wire.append(dot) }
            wire.append(octet)
            atLineStart = octet == 10
        }
        return wire + [dot, 13, 10]
    }
}
