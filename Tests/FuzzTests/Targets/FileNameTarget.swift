import Domain

@testable import Web

extension FuzzTarget {
    /// UD-03: a cleaned name stays as it is, fits everywhere, and the header that carries it can be read in one way only.
    static let fileName = FuzzTarget(name: "file-name") { bytes in
        var input = FuzzInput(bytes)
        let name = FileName(cleaning: input.text())
        try Broken.unless((1...255).contains(name.text.utf8.count), "a name of \(name.text.utf8.count) bytes")
        try Broken.unless(FileName(cleaning: name.text) == name, "cleaned twice: \(name.text)")
        let refused = name.text.unicodeScalars.first {
            $0.value < 32 || $0.value == 127 || "/\\<>:\"|?*".unicodeScalars.contains($0)
        }
        try Broken.unless(refused == nil, "a name with \(refused as Any)")
        let header = ContentDisposition.attachment(name)
        guard
            let match = header.wholeMatch(
                of: /attachment; filename="([^"\\%]*)"; filename\*=UTF-8''([A-Za-z0-9._~%-]*)/)
        else { throw Broken(description: "a header that can be read otherwise: \(header)") }
        try Broken.unless(
            header.utf8.allSatisfy { (32...126).contains($0) }, "a header with other characters: \(header)")
        try Broken.unless(PercentCoding.decode(match.2) == name.text, "\(name.text) became \(match.2)")
    }
}
