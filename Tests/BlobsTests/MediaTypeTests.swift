import Blobs
import Testing

@Suite("Media types by the first bytes")
struct MediaTypeTests {
    @Test("UD-04: common types are known by what they begin with, whatever their name says")
    func known() {
        let samples: [(String, [UInt8])] = [
            ("application/pdf", Array("%PDF-1.7".utf8)),
            ("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]),
            ("image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0]), ("image/gif", Array("GIF89a".utf8)),
            ("image/webp", Array("RIFF0000WEBPVP8 ".utf8)), ("video/mp4", [0, 0, 0, 24] + Array("ftypisom".utf8)),
            ("application/zip", [0x50, 0x4B, 3, 4, 20, 0]),
            (
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                [0x50, 0x4B, 3, 4, 20, 0] + Array("[Content_Types].xml....word/document.xml".utf8)
            ),
            ("text/html", Array("\n <!DOCTYPE html><p>".utf8)), ("text/html", Array("GIF <script>".utf8)),
            ("image/svg+xml", Array("<?xml version=\"1.0\"?><svg xmlns=''>".utf8)),
            ("application/xml", Array("<?xml version=\"1.0\"?><a/>".utf8)),
            ("text/plain", Array("Guten Tag, Grüße".utf8)),
            ("text/plain", Array(repeating: UInt8(ascii: "a"), count: 511) + [0xC3]),
        ]
        for (type, bytes) in samples { #expect(MediaTypeGuess.sniff(bytes) == type) }
    }

    @Test("UD-04: bytes that tell nothing get no type, and no bytes trap")
    func unknown() {
        for bytes: [UInt8] in [[], [0], [0xFF, 0xD8], [1, 2, 3], [0xC3, 0x28, 0x41, 0x42, 0x43]] {
            #expect(MediaTypeGuess.sniff(bytes) == nil)
        }
        for _ in 0..<2000 {
            _ = MediaTypeGuess.sniff((0..<Int.random(in: 0...600)).map { _ in UInt8.random(in: 0...255) })
        }
    }
}
