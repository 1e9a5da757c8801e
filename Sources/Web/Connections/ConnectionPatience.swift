import NIOCore

/// How long the server waits for the other end of a connection (RL-01).
struct ConnectionPatience: Hashable, Sendable {
    /// From the first byte of a request to the end of its header.
    var header = TimeAmount.seconds(10)
    /// How long a sender of content may be behind before anything of it has come.
    var contentGrace = TimeAmount.seconds(10)
    /// How far ahead a fast sender can get: the longest silence in the middle of an upload.
    var longestSilence = TimeAmount.seconds(60)
    /// What a sender has to keep up with on the whole, in bytes a second.
    var slowestContent: Int64 = 1024
    /// Between two requests, and before the first.
    var idle = TimeAmount.seconds(60)
    /// How long nothing of an answer is taken while some of it waits.
    var stall = TimeAmount.seconds(60)
    /// How often a connection that is busy is looked at.
    var look = TimeAmount.seconds(15)
    /// How long content is still taken, and dropped, that nobody reads after the last answer.
    var linger = TimeAmount.seconds(30)
    /// What a connection that was given up has left to say goodbye.
    var farewell = TimeAmount.seconds(10)
}
