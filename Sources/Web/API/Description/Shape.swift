import Domain

/// What a JSON value must look like: what requests are checked against, and what the published description says.
struct Shape: Sendable {
    indirect enum Kind: Sendable {
        /// Its members and no others.
        case object([Member])
        case list(Shape, most: Int)
        case text(Text)
        case integer(ClosedRange<Int64>)
        case yesNo
        /// The shape, or null.
        case optional(Shape)
        /// Described once, under this name.
        case named(String, Shape)
    }

    /// What a text holds.
    enum Text: Sendable {
        /// Code points; never U+0000.
        case any(shortest: Int, longest: Int)
        case words([String])
        case id
        /// RFC 3339 in UTC.
        case moment
        case sha256
    }

    struct Member: Sendable {
        let name: String
        let shape: Shape
        let isRequired: Bool
    }

    let kind: Kind
    /// For people who read the description.
    var note: String?
    /// A value of this shape, for the same.
    var example: JSON?

    init(_ kind: Kind, _ note: String? = nil) {
        self.kind = kind
        self.note = note
    }
}

extension Shape {
    static let id = Shape(.text(.id))
    static let moment = Shape(.text(.moment))
    static let yesNo = Shape(.yesNo)
    static let nothing = Shape(.object([]))

    static func text(_ longest: Int) -> Shape { text(0, longest) }

    static func text(_ shortest: Int, _ longest: Int) -> Shape {
        Shape(.text(.any(shortest: shortest, longest: longest)))
    }

    static func integer(_ range: ClosedRange<Int64>) -> Shape { Shape(.integer(range)) }

    static func words<Word: RawRepresentable & CaseIterable>(_ kind: Word.Type) -> Shape
    where Word.RawValue == String {
        Shape(.text(.words(kind.allCases.map(\.rawValue))))
    }

    static func list(of shape: Shape, most: Int) -> Shape { Shape(.list(shape, most: most)) }

    static func object(_ members: [Member]) -> Shape { Shape(.object(members)) }

    /// One page of a list: what stands in it, and the key of the next page.
    static func page(_ name: String, of item: Shape) -> Shape {
        object([
            .required(name, list(of: item, most: Paging.most)),
            .required("next", id.orNull.noted("What `after` takes for the next page; null on the last.")),
        ])
    }

    var orNull: Shape { Shape(.optional(self)) }

    func named(_ name: String) -> Shape { Shape(.named(name, self)) }

    func noted(_ note: String) -> Shape {
        var shape = self
        shape.note = note
        return shape
    }

    func exampled(_ example: JSON) -> Shape {
        var shape = self
        shape.example = example
        return shape
    }
}

extension Shape.Member {
    static func required(_ name: String, _ shape: Shape) -> Shape.Member {
        Shape.Member(name: name, shape: shape, isRequired: true)
    }

    static func optional(_ name: String, _ shape: Shape) -> Shape.Member {
        Shape.Member(name: name, shape: shape, isRequired: false)
    }
}
