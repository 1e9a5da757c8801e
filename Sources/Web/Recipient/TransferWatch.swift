import Actions
import Domain
import Glibc
import NIOCore

/// How closely running transfers are looked after.
struct TransferPace: Sendable {
    /// Between two looks.
    var pause = Duration.seconds(2)
    /// How long the other side may take nothing.
    var longestStall = Duration.seconds(60)
    /// How often the visitor's session is kept alive.
    var signOfLife = Duration.seconds(30)
}

/// Looks after a running transfer from beside: cuts it when the link is withdrawn or the right to it ended (LT-07, AU-03), or when
/// the other side has taken nothing for a minute (RL-01); and keeps the session behind it alive meanwhile.
struct TransferWatch: Sendable {
    private let transfer: any RunningTransfer
    private let handedOver: HandedOver
    private let channel: any Channel
    private let pace: TransferPace

    init(_ transfer: any RunningTransfer, _ handedOver: HandedOver, over channel: any Channel, pace: TransferPace) {
        self.transfer = transfer
        self.handedOver = handedOver
        self.channel = channel
        self.pace = pace
    }

    /// Until the task is cancelled, or the connection was cut.
    func run() async {
        let clock = ContinuousClock()
        var moved = (bytes: Int64(-1), at: clock.now)
        var alive = clock.now
        while (try? await Task.sleep(for: pace.pause)) != nil {
            // What cannot be asked is not allowed: a transfer can be taken up again, a withdrawn file cannot be taken back.
            guard (try? await transfer.mayGoOn()) == true else { return cut() }
            guard let waiting = try? await handedOver.look() else { return }
            if handedOver.bytes > moved.bytes || waiting == 0 { moved = (handedOver.bytes, clock.now) }
            guard clock.now - moved.at < pace.longestStall else { return cut() }
            guard clock.now - alive >= pace.signOfLife else { continue }
            alive = clock.now
            try? await transfer.keepAlive()
        }
    }

    /// Breaks the connection off at once: what the system still holds of the file goes nowhere (LT-07).
    private func cut() {
        guard let socket = channel as? any SocketOptionProvider else { return channel.close(promise: nil) }
        socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { [channel] _ in channel.close(promise: nil) }
    }
}
