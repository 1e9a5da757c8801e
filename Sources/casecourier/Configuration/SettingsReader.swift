import Configuration
import Foundation
import SystemPackage

/// Reads settings from the environment first, then from the file that `CASECOURIER_CONFIGURATION` names, one
/// `CASECOURIER_…=value` a line.
struct SettingsReader: Sendable {
    /// Where the value of a setting comes from.
    enum Place: Hashable, Sendable {
        case environment
        case file(String)
        case standard
        case unset
    }

    /// Names that were set and that no setting has, with where they stand.
    let unknown: [UnknownSetting]
    private let sources: [(place: Place, reader: ConfigReader)]
    private let standards: [String: String]

    /// `standards` take the place of a setting's own standard value: the demonstration needs an organisation.
    init(standards: [(Setting, String)] = []) async throws {
        self.standards = Dictionary(uniqueKeysWithValues: standards.map { ($0.key, $1) })
        let secrets = SecretsSpecifier<String, String>.specific(Set(Setting.all.filter(\.isSecret).map(\.variable)))
        let environment = ProcessInfo.processInfo.environment
        var unknown = UnknownSetting.all(among: environment.keys, in: .environment)
        var sources = [
            (Place.environment, ConfigReader(provider: EnvironmentVariablesProvider(secretsSpecifier: secrets)))
        ]
        if let path = environment[Setting.fileVariable], !path.isEmpty {
            do {
                let file = try await EnvironmentVariablesProvider(
                    environmentFilePath: FilePath(path), secretsSpecifier: secrets)
                sources.append((.file(path), ConfigReader(provider: file)))
                unknown += UnknownSetting.all(
                    among: Self.names(in: try String(contentsOfFile: path, encoding: .utf8)), in: .file(path))
            } catch {
                throw ConfigurationFault("The file that \(Setting.fileVariable) names cannot be read: \(path)")
            }
        }
        self.sources = sources
        self.unknown = unknown
    }

    /// The value as set, or the standard one; an empty value counts as unset.
    func text(_ setting: Setting) -> String? { value(of: setting).text }

    /// The value and where it comes from.
    func value(of setting: Setting) -> (text: String?, place: Place) {
        for (place, reader) in sources {
            let set = reader.string(forKey: ConfigKey(setting.key), isSecret: setting.isSecret)
            if let set, !set.isEmpty { return (set, place) }
        }
        let standard = standards[setting.key] ?? setting.standard
        return (standard, standard == nil ? .unset : .standard)
    }

    func required(_ setting: Setting) throws -> String {
        guard let text = text(setting) else { throw ConfigurationFault("Set \(setting.variable). \(setting.meaning)") }
        return text
    }

    func number(_ setting: Setting, in range: ClosedRange<Int64>) throws -> Int64 {
        guard let number = Int64(try required(setting)), range.contains(number) else {
            throw ConfigurationFault(
                "\(setting.variable) has to be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    func word<Word: RawRepresentable & CaseIterable>(_ setting: Setting) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try required(setting)) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw ConfigurationFault("\(setting.variable) has to be one of: \(words).")
        }
        return word
    }

    private static func names(in file: String) -> [String] {
        file.split(whereSeparator: \.isNewline).compactMap { line in
            line.split(separator: "=", maxSplits: 1).first?.trimmingCharacters(in: .whitespaces)
        }
    }
}

/// A setting that cannot be used, in a sentence that says which and what to do.
struct ConfigurationFault: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) { description = sentence }
}
