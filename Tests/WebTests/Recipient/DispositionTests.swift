import Domain
import Testing

@testable import Web

@Suite("Names in headers and words for browsers")
struct DispositionTests {
    @Test(
        "UD-03: a name stands in the header once in ASCII and once as it is, and cannot break out of it",
        arguments: [
            ("plain.pdf", "plain.pdf", "plain.pdf"), ("a b.pdf", "a b.pdf", "a%20b.pdf"),
            ("Übersicht ✓.pdf", "_bersicht _.pdf", "%C3%9Cbersicht%20%E2%9C%93.pdf"),
            ("50%22.txt", "50_22.txt", "50%2522.txt"), ("a'b(c).txt", "a'b(c).txt", "a%27b%28c%29.txt"),
            (
                "x\"; filename=\"evil.exe\r\nSet-Cookie: a=b", "x; filename=evil.exeSet-Cookie a=b",
                "x%3B%20filename%3Devil.exeSet-Cookie%20a%3Db"
            ),
            ("../../etc/passwd", "passwd", "passwd"), ("abc\u{202E}fdp.exe", "abcfdp.exe", "abcfdp.exe"),
            ("NUL", "_NUL", "_NUL"),
        ])
    func names(raw: String, plain: String, encoded: String) {
        let header = ContentDisposition.attachment(FileName(cleaning: raw))
        #expect(header == "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)")
    }

    @Test("UD-03: three hundred emoji end within 255 bytes and keep the header in ASCII")
    func emoji() {
        let header = ContentDisposition.attachment(FileName(cleaning: String(repeating: "😀", count: 300) + ".pdf"))
        #expect(header.utf8.allSatisfy { (0x20...0x7E).contains($0) } && header.hasSuffix(".pdf"))
    }

    @Test(
        "N-42, IV-08: the browser of a request is told in words from a fixed list",
        arguments: [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Windows"),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
                "Safari on macOS"
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
                "Chrome on Linux"
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0",
                "Edge on Windows"
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1",
                "Chrome on iPhone"
            ),
            ("curl/8.5", "a browser"), ("", "a browser"), ("<b>Evil</b> Firefox/1", "Firefox"),
        ])
    func browsers(agent: String, words: String) {
        #expect(BrowserWords.of(agent) == words)
    }
}
