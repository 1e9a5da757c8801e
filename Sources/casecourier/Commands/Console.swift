import Foundation

/// The terminal or log that the program was started from. Lines appear at once, also where output is a pipe.
enum Console {
    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    static func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
