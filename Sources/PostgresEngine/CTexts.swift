internal import Glibc

/// Texts as C takes them: an array of pointers, one of them nil for each text that is.
struct CTexts: ~Copyable {
    private let copies: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String?]) {
        copies = texts.map { $0.flatMap { strdup($0) } }
    }

    deinit { for copy in copies { free(copy) } }

    var pointers: [UnsafePointer<CChar>?] { copies.map { $0.map { UnsafePointer($0) } } }
}
