import HTTPTypes
import Hummingbird
import NIOCore

/// Where a request came from: the other end of the connection, or what a trusted proxy says of it.
///
/// `X-Forwarded-For` is read from the right: the first address that is not a proxy of ours counts. Whatever stands further
/// left was written by the visitor.
struct ClientAddress: Sendable {
    /// Empty where the connection has none.
    let text: String

    /// What limits count by: the address, or the network of an IPv6 one.
    var limitKey: String { IPAddress(text)?.limitKey ?? text }

    init(of head: HTTPRequest, _ channel: any Channel, trusting proxies: [AddressBlock]) {
        let peer = channel.remoteAddress?.ipAddress ?? ""
        self.init(peer: peer, forwarded: head.headerFields[values: .xForwardedFor], trusting: proxies)
    }

    init(peer: String, forwarded: [String], trusting proxies: [AddressBlock]) {
        var text = peer
        // Byte by byte: a letter that joins what comes after it would hide the comma between two hops.
        let hops = forwarded.joined(separator: ",").utf8.split(separator: UInt8(ascii: ","))
        for hop in hops.suffix(32).reversed() {
            guard let known = IPAddress(text), proxies.contains(where: { $0.contains(known) }) else { break }
            guard let spelling = Self.bare(hop), IPAddress(spelling) != nil else { break }
            text = spelling
        }
        self.text = text
    }

    /// Without spaces, brackets and port; nil where anything else stands there.
    private static func bare(_ hop: Substring.UTF8View) -> String? {
        let bytes = hop.filter { ![UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\"")].contains($0) }
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        let colon = UInt8(ascii: ":")
        if bytes.first == UInt8(ascii: "["), let end = bytes.firstIndex(of: UInt8(ascii: "]")) {
            return isPort(bytes[(end + 1)...]) ? String(decoding: bytes[1..<end], as: UTF8.self) : nil
        }
        guard let first = bytes.firstIndex(of: colon), bytes.lastIndex(of: colon) == first else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return isPort(bytes[first...]) ? String(decoding: bytes[..<first], as: UTF8.self) : nil
    }

    /// Nothing, or a colon and digits.
    private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.isEmpty
            || bytes.first == UInt8(ascii: ":")
                && bytes.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
}
