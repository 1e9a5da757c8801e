/// What the organisation says around the links or the update in its own words: a text for each paragraph.
package struct LetterWording: Hashable, Sendable {
    /// In place of the first sentence; nil as shipped.
    package let opening: [String]?
    package let closing: [String]

    package static let shipped = LetterWording(opening: nil, closing: [])

    package init(opening: [String]?, closing: [String]) {
        self.opening = opening
        self.closing = closing
    }

    func above(_ shipped: String) -> [Block] { (opening ?? [shipped]).map(Block.paragraph) }

    var below: [Block] { closing.map(Block.paragraph) }
}
