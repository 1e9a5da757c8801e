extension String {
    /// The text with all differences of letter case gone, so that two spellings compare equal byte by byte.
    ///
    /// Down, up and down again per code point, which does what the full case folding of Unicode does (section 3.13):
    /// both sigmas are one, ß is ss. As there, the dotless ı stays apart from i.
    var withoutCase: String { unicodeScalars.reduce(into: "") { $0 += Self.folded($1) } }

    /// A domain in small letters, each by itself: ß is not ss there, nor are the two small sigmas one.
    var asDomain: String { unicodeScalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping } }

    private static func folded(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "ı": "ı"
        // Apart from their mark, because capitals under a further accent are composed otherwise than small letters.
        case "ϊ", "Ϊ": "ι\u{308}"
        case "ϋ", "Ϋ": "υ\u{308}"
        default: scalar.properties.lowercaseMapping.uppercased().lowercased()
        }
    }
}
