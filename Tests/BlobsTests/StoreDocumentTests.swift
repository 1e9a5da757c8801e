import Domain
import Testing

@testable import Blobs

@Suite("Answers of object stores")
struct StoreDocumentTests {
    private let listing = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>cases</Name><IsTruncated>true</IsTruncated>
        <Contents><Key>a&amp;b&#x20;c&#100;</Key><ETag>&quot;x&quot;</ETag><Owner/></Contents>
        <Contents><Key>&lt;ü&gt;</Key></Contents></ListBucketResult>
        """

    @Test("UD-11: elements, their text and the entities that every XML has are read")
    func reads() throws {
        let document = try StoreDocument(reading: Array(listing.utf8))
        #expect(document.name == "ListBucketResult" && document["IsTruncated"] == "true")
        #expect(document.all("Contents").map { $0["Key"] } == ["a&b cd", "<ü>"])
        #expect(document.all("Contents")[0]["ETag"] == "\"x\"" && document.all("Contents")[0]["Owner"] == "")
        #expect(document["Nothing"] == nil)
    }

    @Test("RL-04: what is not such XML is refused, whatever it is, and nothing traps")
    func refuses() {
        let texts = [
            "", "x", "<", "<a", "<a>", "<a></b>", "</a>", "<a></a><b></b>", "<a></a>x", "<a>&x;</a>", "<a>&amp</a>",
            "<a>&#xD800;</a>", "<a>&#99999999999;</a>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
            "<a><![CDATA[x]]></a>",
            String(repeating: "<a>", count: 100_000),
            String(repeating: "<a>", count: 20) + String(repeating: "</a>", count: 20),
        ]
        for text in texts {
            #expect(throws: Malformed.self, "\(text.prefix(40))") { try StoreDocument(reading: Array(text.utf8)) }
        }
        #expect(throws: Malformed.self) { try StoreDocument(reading: [0x3C, 0xFF, 0x3E]) }
        for _ in 0..<2000 {
            var bytes = Array(listing.utf8)
            for _ in 0..<Int.random(in: 1...4) { bytes[Int.random(in: bytes.indices)] = UInt8.random(in: 0...255) }
            _ = try? StoreDocument(reading: Array(bytes.prefix(Int.random(in: 0...bytes.count))))
        }
    }

    @Test("UD-11: the times of stores are read to the second, and nothing else is taken for one")
    func times() {
        let known: [(String, Int64)] = [
            ("1970-01-01T00:00:00.000Z", 0), ("2026-11-25T18:05:25.000Z", 1_795_629_925),
            ("2024-02-29T23:59:59Z", 1_709_251_199), ("2100-03-01T00:00:00.5Z", 4_107_542_400),
        ]
        for (text, seconds) in known { #expect(Moment(storeTime: text)?.seconds == seconds, "\(text)") }
        for text in [
            "", "2026", "2026-13-01T00:00:00Z", "2026-11-25T18:05:25+02:00", "x-1-1T1:1:1Z", "99999-01-01T00:00:00Z",
        ] {
            #expect(Moment(storeTime: text) == nil, "\(text)")
        }
    }

    @Test("KM-01: addresses of buckets and stores are read strictly")
    func addresses() throws {
        #expect(try S3Location(reading: "s3://my-bucket").prefix == "")
        #expect(try S3Location(reading: "s3://my.bucket/a/b/").prefix == "a/b/")
        for text in ["", "s3:/x", "s3://", "s3://A", "s3://ab", "s3://-ab", "s3://a_b", "s3://abc/../d", "https://abc"]
        {
            #expect(throws: Malformed.self, "\(text)") { try S3Location(reading: text) }
        }
        let credentials = S3Credentials(accessKey: "a", secret: "b", sessionToken: nil)
        let access = { (endpoint: String?) in
            try S3Access(endpoint: endpoint, region: "eu-central-1", credentials: credentials)
        }
        #expect(try access(nil).address(of: "abc") == ("abc.s3.eu-central-1.amazonaws.com", "/"))
        #expect(try access(nil).address(of: "a.bc") == ("s3.eu-central-1.amazonaws.com", "/a.bc/"))
        #expect(try access("https://Store.example:443/").address(of: "abc") == ("store.example", "/abc/"))
        #expect(try access("http://127.0.0.1:9000").address(of: "abc") == ("127.0.0.1:9000", "/abc/"))
        for text in ["", "store", "ftp://store", "http://", "http://a/b", "http://a b", "http://u:p@a", "http://a?x"] {
            #expect(throws: Malformed.self, "\(text)") { try access(text) }
        }
    }
}
