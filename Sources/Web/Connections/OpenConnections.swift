import NIOCore
import Synchronization

/// The connections that are open, at most so many in all and from one address (RL-02).
///
/// When all places are taken, a connection that waits between two requests gives way to a new one: the one that has waited
/// longest among some drawn by chance. Where none of these waits, the new one is closed.
final class OpenConnections: Sendable {
    private struct Open {
        var places: [Place] = []
        var positions: [ObjectIdentifier: Int] = [:]
        var byAddress: [String: Int] = [:]
    }

    private static let drawn = 32

    private let most: ConnectionCaps
    private let proxies: [AddressBlock]
    private let hits: LimitHits
    private let open = Mutex(Open())

    /// Connections from `proxies` are counted in all only: they carry many visitors.
    init(_ most: ConnectionCaps, proxies: [AddressBlock], hits: LimitHits) {
        self.most = most
        self.proxies = proxies
        self.hits = hits
    }

    var count: Int { open.withLock { $0.places.count } }

    /// A place for a new connection; nil if it has to be closed.
    func enter(_ channel: any Channel, since: NIODeadline) -> Place? {
        let place = Place(channel, address: limitKey(of: channel), in: self)
        place.idle(since: since)
        let (isIn, yielding) = open.withLock { open -> (Bool, Place?) in
            if let address = place.address, open.byAddress[address, default: 0] >= most.perAddress {
                hits.note(.connectionsOfAddress)
                return (false, nil)
            }
            var yielding: Place?
            if open.places.count >= most.inAll {
                hits.note(.connectionsInAll)
                yielding = Self.longestIdle(in: open)
                guard let yielding else { return (false, nil) }
                Self.remove(yielding, from: &open)
            }
            Self.add(place, to: &open)
            return (true, yielding)
        }
        yielding?.channel.close(promise: nil)
        return isIn ? place : nil
    }

    func note(_ reason: ConnectionPace.Reason) { hits.note(Limit(reason)) }

    private func limitKey(of channel: any Channel) -> String? {
        guard let address = channel.remoteAddress?.ipAddress.flatMap({ IPAddress($0) }),
            !proxies.contains(where: { $0.contains(address) })
        else { return nil }
        return address.limitKey
    }

    private static func longestIdle(in open: Open) -> Place? {
        let sample = (0..<drawn).compactMap { _ in open.places.randomElement() }
        return sample.filter { $0.idleSince > 0 }.min { $0.idleSince < $1.idleSince }
    }

    private static func add(_ place: Place, to open: inout Open) {
        open.positions[ObjectIdentifier(place)] = open.places.count
        open.places.append(place)
        if let address = place.address { open.byAddress[address, default: 0] += 1 }
    }

    /// Nothing happens where it is out already.
    private static func remove(_ place: Place, from open: inout Open) {
        guard let position = open.positions.removeValue(forKey: ObjectIdentifier(place)) else { return }
        let last = open.places.removeLast()
        if last !== place {
            open.places[position] = last
            open.positions[ObjectIdentifier(last)] = position
        }
        guard let address = place.address, let count = open.byAddress[address] else { return }
        open.byAddress[address] = count > 1 ? count - 1 : nil
    }

    /// One open connection.
    final class Place: Sendable {
        fileprivate let channel: any Channel
        /// What its address counts as; nil for a proxy.
        fileprivate let address: String?
        private let connections: OpenConnections
        /// Nanoseconds of the loops' clock; 0 while it is of use.
        private let idle = Atomic<UInt64>(0)

        fileprivate init(_ channel: any Channel, address: String?, in connections: OpenConnections) {
            self.channel = channel
            self.address = address
            self.connections = connections
        }

        fileprivate var idleSince: UInt64 { idle.load(ordering: .relaxed) }

        /// Nil while the connection is of use.
        func idle(since moment: NIODeadline?) {
            idle.store(moment.map { max(1, $0.uptimeNanoseconds) } ?? 0, ordering: .relaxed)
        }

        func leave() { connections.open.withLock { OpenConnections.remove(self, from: &$0) } }
    }
}

/// How many connections may be open.
package struct ConnectionCaps: Hashable, Sendable {
    package var inAll: Int
    /// From one address that is no proxy of ours; an IPv6 one counts as its /64 network.
    package var perAddress: Int

    package init(inAll: Int = 10_240, perAddress: Int = 100) {
        self.inAll = inAll
        self.perAddress = perAddress
    }
}
