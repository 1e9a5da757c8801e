/// The text of `docs/configuration.md`, made from the settings as they are declared.
enum ConfigurationReference {
    static var markdown: String {
        var lines = [
            "# Configuration", "",
            "Made by `casecourier config --reference`; do not edit by hand.", "",
            "Each setting is an environment variable. `\(Setting.fileVariable)` may name a file with the same names, one",
            "`NAME=value` a line; the environment wins over the file.", "",
            "| setting | if unset | meaning |", "|---|---|---|",
        ]
        lines += Setting.all.map { setting in
            let standard = setting.standard.map { "`\($0)`" } ?? "–"
            return "| `\(setting.variable)` | \(standard) | \(setting.meaning.replacing("|", with: "\\|")) |"
        }
        return lines.joined(separator: "\n")
    }
}
