extension String {
    /// The text with all differences of letter case gone, so that two spellings compare equal byte by byte.
    ///
    /// Down, up and down again per code point, which is the full case folding of Unicode (section 3.13) for all that
    /// matters: both sigmas are one, ß is ss. The dotless ı stays apart from i, as it does there.
    var withoutCase: String {
        var folded = ""
        for scalar in unicodeScalars {
            if scalar.isASCII || scalar == "ı" {
                folded += scalar.properties.lowercaseMapping
            } else {
                folded += scalar.properties.lowercaseMapping.uppercased().lowercased()
            }
        }
        return folded
    }
}
