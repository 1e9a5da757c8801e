import Domain
import Testing

@Suite("CSV files")
struct CSVTableTests {
    private static func read(_ text: String) throws -> CSVTable { try CSVTable(reading: Array(text.utf8)) }

    private static func remedy(_ bytes: [UInt8]) -> String? {
        do throws(Malformed) {
            _ = try CSVTable(reading: bytes)
            return nil
        } catch {
            return error.remedy
        }
    }

    @Test(
        "PE-03: comma, semicolon and tab, any end of line, with or without a byte order mark",
        arguments: [
            "name,email\nAna,a@b.example\n", "name;email\r\nAna;a@b.example", "name\temail\rAna\ta@b.example\r",
            "\u{FEFF}name,email\r\n\r\n,\r\n\"Ana\",\"a@b.example\"\r\n",
        ])
    func separators(text: String) throws {
        let table = try Self.read(text)
        #expect(table.columns == ["name", "email"] && table.rows.map(\.cells) == [["Ana", "a@b.example"]])
    }

    @Test("PE-03: a quoted cell holds separators, quotation marks and lines, and lines are counted through it")
    func quoted() throws {
        let table = try Self.read("name,note\n\"Doe, Jane\",\"says \"\"no\"\"\r\nand leaves\"\nBo,5\" pipe\n")
        #expect(table.rows.map(\.cells) == [["Doe, Jane", "says \"no\"\r\nand leaves"], ["Bo", "5\" pipe"]])
        #expect(table.rows.map(\.line) == [2, 4])
    }

    @Test("PE-03: what is no table is refused with its reason and line")
    func refused() {
        #expect(Self.remedy([]) == "There is nothing in this file.")
        #expect(Self.remedy(Array("a\n\"b".utf8))?.contains("line 2 is opened and never closed") == true)
        #expect(Self.remedy(Array("a\n\"b\"c".utf8))?.contains("In line 2 something stands behind") == true)
        let (latin, wide): ([UInt8], [UInt8]) = ([0x5A, 0x6F, 0xEB], [0xFF, 0xFE, 0x61, 0x00])
        for bytes in [latin, wide, [0x61, 0x00]] {
            #expect(Self.remedy(bytes)?.contains("is not text in UTF-8") == true)
        }
        let long = "a\n" + String(repeating: "x\n", count: 5_001)
        #expect(Self.remedy(Array(long.utf8))?.contains("more than 5000 lines") == true)
        #expect(Self.remedy(Array(long.dropLast(2).utf8)) == nil)
        #expect(Self.remedy([UInt8](repeating: 0x61, count: CSVTable.mostBytes + 1))?.contains("2 MiB") == true)
        #expect(Self.remedy(Array(String(repeating: ",", count: 50).utf8))?.contains("more than 50 cells") == true)
        #expect(Self.remedy([UInt8](repeating: 0x61, count: 10_001))?.contains("longer than 10000") == true)
    }

    @Test(
        "N-38: no cell begins like a formula, and each is read back as it was",
        arguments: [
            "=1+1", "+49 30 1", "-5", "@SUM(A1)", "\tx", "\rx", "＝1", "'=x", "''", "'", "plain", "O'Brien",
            "a\"b,c;d\ne", "Eve \u{600}\",=HYPERLINK(1),x\u{600}\"", "a\"\u{301},=1",
            "",
        ])
    func harmless(text: String) throws {
        let row = CSVCell.row([text, "end"])
        let first = row.drop { $0 == "\"" }.unicodeScalars.first
        #expect(!["=", "+", "-", "@", "\t", "\r", "＝"].contains(first ?? "x"))
        #expect(try Self.read("a,b\n" + row).rows.map(\.cells) == [[text, "end"]])
    }

    @Test(
        "PE-03: columns are known by their names, whatever their order; one that is unknown, twice or missing is named")
    func columns() throws {
        let table = try ImportTable(Self.read("Email , NAME\na@b.example, Ana \nx\n"), .contacts)
        #expect(table.rows[0][.name] == "Ana" && table.rows[0][.email] == "a@b.example" && table.rows[0][.kind] == "")
        #expect(table.rows[0].strayCells == nil && table.rows[1].strayCells == 1)
        for (text, words) in [
            ("name,phone\nAna,1", "no column “phone”"), ("name,Name\nAna,1", "“name” stands there twice"),
            ("email\na@b.example", "“name” is missing"), ("name\n", "nothing in this file but the names"),
        ] {
            let fault = #expect(throws: Malformed.self) { try ImportTable(Self.read(text), .contacts) }
            #expect(fault?.remedy.contains(words) == true)
        }
    }
}
