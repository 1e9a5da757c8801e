import SQL
import Testing

@Suite("AU-06: statements")
struct StatementTests {
    @Test("AU-06: a value becomes a numbered parameter, whatever it holds")
    func valuesAreParameters() {
        let hostile = "'; DROP TABLE people; --"
        let statement: Statement = "SELECT id FROM people WHERE name = \(hostile) AND age > \(7)"
        #expect(statement.text == "SELECT id FROM people WHERE name = $1 AND age > $2")
        #expect(statement.text(marker: "?") == "SELECT id FROM people WHERE name = ?1 AND age > ?2")
        #expect(statement.values == [.text(hostile), .integer(7)])
    }

    @Test("AU-06: fragments and lists are numbered on")
    func fragmentsAreNumberedOn() {
        let page: Statement = "id > \("x") LIMIT \(10)"
        let statement: Statement = "SELECT id FROM t WHERE state IN \(["a", "b"]) AND \(page)"
        let whole = statement.followed(by: " OFFSET \(5)")
        #expect(whole.text == "SELECT id FROM t WHERE state IN ($1, $2) AND id > $3 LIMIT $4 OFFSET $5")
        #expect(whole.values == [.text("a"), .text("b"), .text("x"), .integer(10), .integer(5)])
    }

    @Test("nothing is NULL, a flag is 0 or 1")
    func otherValues() {
        let statement: Statement = "\(String?.none) \(Int64?.none) \(true) \(false)"
        #expect(statement.values == [.null, .null, .integer(1), .integer(0)])
    }

    @Test("text with U+0000 is not storable")
    func zeroCharacter() {
        let statement: Statement = "\("fine") \("not\u{0}fine")"
        #expect(throws: DatabaseFault.self) { try statement.storableValues() }
    }
}
