/// Sizes in decimal units, as file managers write them.
enum FileSize {
    /// `512 bytes`, `1.2 MB`, `2.1 GB`
    static func words(_ bytes: Int64) -> String {
        guard bytes >= 1000 else { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
        var amount = Double(bytes)
        var unit = 0
        let units = ["kB", "MB", "GB", "TB"]
        amount /= 1000
        while amount >= 999.5, unit < units.count - 1 {
            amount /= 1000
            unit += 1
        }
        let tenths = Int64((amount * 10).rounded())
        let text = amount < 99.95 && tenths % 10 != 0 ? "\(tenths / 10).\(tenths % 10)" : "\(Int64(amount.rounded()))"
        return "\(text) \(units[unit])"
    }

    /// `1,234,567`
    static func grouped(_ number: Int64) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0, digit != "-" { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
