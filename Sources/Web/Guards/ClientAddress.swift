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
        for hop in forwarded.joined(separator: ",").split(separator: ",").suffix(32).reversed() {
            guard let known = IPAddress(text), proxies.contains(where: { $0.contains(known) }) else { break }
            let spelling = Self.bare(hop)
            guard IPAddress(spelling) != nil else { break }
            text = spelling
        }
        self.text = text
    }

    /// Without spaces, brackets and port.
    private static func bare(_ hop: Substring) -> String {
        let text = hop.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            return String(text[text.index(after: text.startIndex)..<end])
        }
        guard text.filter({ $0 == ":" }).count == 1 else { return text }
        return String(text.prefix { $0 != ":" })
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
}
