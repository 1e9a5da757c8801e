@testable import Mail

extension FuzzTarget {
    /// RL-07: however the octets come, the same replies come out, within bounds, and written down again they read the same.
    static let smtpReply = FuzzTarget(name: "smtp-reply") { bytes in
        var input = FuzzInput(bytes)
        let pattern = input.byte()
        let octets = input.rest()
        let whole = Replies(octets.isEmpty ? [] : [octets[...]])
        for pieces in [octets.pieces(pattern), octets.pieces(0)] {
            let cut = Replies(pieces)
            try Broken.unless(cut == whole, "cut \(cut), whole \(whole)")
        }
        for reply in whole.replies { try check(reply) }
    }

    private static func check(_ reply: SMTPReply) throws {
        try Broken.unless((200...599).contains(reply.code), "code \(reply.code)")
        try Broken.unless((1...SMTPReplyDecoder.mostLines).contains(reply.lines.count), "\(reply.lines.count) lines")
        let kinds = [reply.isPositive, reply.isTransient, reply.isFinal].filter { $0 }.count
        try Broken.unless(
            kinds == ((300..<400).contains(reply.code) ? 0 : 1), "code \(reply.code) is of \(kinds) kinds")
        try ServerWordsProperties.check(reply.words)
        if let status = reply.enhancedCode {
            try Broken.unless(status.hasPrefix("\(reply.code / 100).") && status.utf8.count <= 9, "status \(status)")
        }
        let last = reply.lines.count - 1
        let written = reply.lines.enumerated().map { "\(reply.code)\($0 == last ? " " : "-")\($1)\r\n" }
        // A byte that is no UTF-8 became three, so a line may have grown over the bound.
        guard written.allSatisfy({ $0.utf8.count <= SMTPReplyDecoder.longestLine }) else { return }
        let again = Replies([Array(written.joined().utf8)[...]])
        try Broken.unless(again.replies == [reply] && !again.isBroken, "\(reply) became \(again)")
    }
}

/// What a decoder makes of octets that come in these pieces.
private struct Replies: Equatable {
    private(set) var replies: [SMTPReply] = []
    private(set) var violation: SMTPReplyDecoder.Violation?
    private(set) var hasSurplus = false

    var isBroken: Bool { violation != nil || hasSurplus }

    init(_ pieces: [ArraySlice<UInt8>]) {
        var decoder = SMTPReplyDecoder()
        do {
            for piece in pieces {
                decoder.append(piece)
                while let reply = try decoder.next() { replies.append(reply) }
            }
            hasSurplus = decoder.hasSurplus
        } catch {
            violation = error
        }
    }
}

/// What holds of the words of a foreign server wherever they are stored.
enum ServerWordsProperties {
    static func check(_ words: ServerWords) throws {
        try Broken.unless(
            words.text.unicodeScalars.count <= 500, "words of \(words.text.unicodeScalars.count) code points")
        try Broken.unless(words.text.unicodeScalars.allSatisfy(isSafe), "words with a control: \(words.text)")
        try Broken.unless(ServerWords(cleaning: words.text) == words, "words that are not clean: \(words.text)")
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " "
            || !(scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
                || scalar.properties.generalCategory == .format)
    }
}
