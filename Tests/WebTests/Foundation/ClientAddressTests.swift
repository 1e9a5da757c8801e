import Domain
import HummingbirdTesting
import Testing

@testable import Web

@Suite("Client addresses and limits")
struct ClientAddressTests {
    private func address(_ peer: String, _ forwarded: [String], _ proxies: [String]) throws -> ClientAddress {
        ClientAddress(peer: peer, forwarded: forwarded, trusting: try proxies.map(AddressBlock.init(reading:)))
    }

    @Test("RL-04: a forwarded address counts from a trusted proxy alone, and the rightmost that is no proxy of ours")
    func forwarded() throws {
        let own = ["127.0.0.0/8", "10.0.0.0/8", "::1"]
        #expect(try address("198.51.100.9", ["203.0.113.7"], own).text == "198.51.100.9")
        #expect(try address("127.0.0.1", ["203.0.113.7"], own).text == "203.0.113.7")
        #expect(try address("127.0.0.1", ["1.2.3.4, 203.0.113.7, 10.1.1.1"], own).text == "203.0.113.7")
        #expect(try address("::1", ["1.2.3.4", "203.0.113.7:4711"], own).text == "203.0.113.7")
        #expect(try address("::ffff:127.0.0.1", ["[2001:db8::7]:80"], own).text == "2001:db8::7")
        #expect(try address("127.0.0.1", ["nonsense"], own).text == "127.0.0.1")
        #expect(try address("127.0.0.1", ["203.0.113.7, nonsense"], own).text == "127.0.0.1")
        #expect(try address("127.0.0.1", [], own).text == "127.0.0.1")
        #expect(try address("", ["203.0.113.7"], own).text == "")
    }

    @Test("RL-04: a letter that joins what follows hides no comma, and what is more than an address and a port is none")
    func joined() throws {
        let own = ["127.0.0.0/8"]
        for forged in ["[6.6.6.6]\u{600}", "7.7.7.7:1\u{600}", "[2001:db8::1]\u{110BD}", "\u{600}", "6.6.6.6\u{301}"] {
            for forwarded in [["\(forged), 9.9.9.9"], [forged, "9.9.9.9"]] {
                #expect(try address("127.0.0.1", forwarded, own).text == "9.9.9.9")
            }
        }
        for odd in ["[6.6.6.6]x", "[6.6.6.6", "6.6.6.6:x", "[6.6.6.6]:1:2", "6.6.6.6\u{600}"] {
            #expect(try address("127.0.0.1", [odd], own).text == "127.0.0.1")
        }
    }

    @Test("RL-04: limits count an IPv6 client by its /64, an IPv4 one by itself")
    func keys() throws {
        let one = try address("2001:db8:1:2:aaaa::1", [], [])
        let same = try address("2001:db8:1:2:bbbb::2", [], [])
        let other = try address("2001:db8:1:3::1", [], [])
        #expect(one.limitKey == same.limitKey && one.limitKey != other.limitKey)
        let four = try ["192.0.2.1", "192.0.2.2", "::ffff:192.0.2.1"].map { try address($0, [], []).limitKey }
        #expect(four[0] != four[1] && four[0] == four[2])
    }

    @Test("Blocks end anywhere in a byte; what is none is refused")
    func blocks() throws {
        let block = try AddressBlock(reading: "10.1.128.0/17")
        let addresses = try ["10.1.200.3", "10.1.1.1", "::1"].map { try #require(IPAddress($0)) }
        #expect(addresses.map(block.contains) == [true, false, false])
        for text in ["", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "proxy", "10.0.0.0/x", "10.0.0/8"] {
            #expect(throws: Malformed.self) { try AddressBlock(reading: text) }
        }
    }

    @Test("RL-04: a bucket gives what it holds, says how long to wait, and fills up again evenly")
    func buckets() throws {
        let clock = Clock()
        let buckets = TokenBuckets(size: 20, per: .minutes(1)) { clock.time }
        for _ in 0..<20 { #expect(buckets.take("a") == nil) }
        let wait = try #require(buckets.take("a"))
        #expect(wait > .seconds(2.9) && wait <= .seconds(3))
        #expect(buckets.take("b") == nil)
        clock.pass(.seconds(3.1))
        #expect(buckets.take("a") == nil && buckets.take("a") != nil)
        clock.pass(.hours(1))
        for _ in 0..<20 { #expect(buckets.take("a") == nil) }
        #expect(buckets.take("a") != nil)
    }

    @Test("RL-04: however many clients come, memory stays bounded")
    func bounded() {
        let clock = Clock()
        let buckets = TokenBuckets(size: 2, per: .minutes(1)) { clock.time }
        for number in 0..<50_000 { _ = buckets.take("\(number)") }
        #expect(buckets.count <= 20_001)
    }

    @Test("RL-04: who used a bucket up cannot have it forgotten by coming under any number of other keys")
    func notForgotten() {
        let clock = Clock()
        let buckets = TokenBuckets(size: 60, per: .minutes(1)) { clock.time }
        for _ in 0..<60 { #expect(buckets.take("guesser") == nil) }
        for number in 0..<100_000 { _ = buckets.take("\(number)") }
        #expect(buckets.take("guesser") != nil)
    }
}
