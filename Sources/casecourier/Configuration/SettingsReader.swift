import Configuration
import Foundation
import SystemPackage

/// Reads settings from the environment first, then from the file that `CASECOURIER_CONFIGURATION` names, one
/// `CASECOURIER_…=value` a line.
struct SettingsReader: Sendable {
    private let reader: ConfigReader
    private let standards: [String: String]

    /// `standards` take the place of a setting's own standard value: the demonstration needs an organisation.
    init(standards: [(Setting, String)] = []) async throws {
        self.standards = Dictionary(uniqueKeysWithValues: standards.map { ($0.key, $1) })
        let secrets = Set(Setting.all.filter(\.isSecret).map(\.variable))
        var providers: [any ConfigProvider] = [
            EnvironmentVariablesProvider(secretsSpecifier: .specific(secrets))
        ]
        if let path = ProcessInfo.processInfo.environment[Setting.fileVariable], !path.isEmpty {
            do {
                providers.append(
                    try await EnvironmentVariablesProvider(
                        environmentFilePath: FilePath(path), secretsSpecifier: .specific(secrets)))
            } catch {
                throw ConfigurationFault("The file that \(Setting.fileVariable) names cannot be read: \(path)")
            }
        }
        reader = ConfigReader(providers: providers)
    }

    /// The value as set, or the standard one; an empty value counts as unset.
    func text(_ setting: Setting) -> String? {
        let set = reader.string(forKey: ConfigKey(setting.key), isSecret: setting.isSecret)
        guard let set, !set.isEmpty else { return standards[setting.key] ?? setting.standard }
        return set
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
}

/// A setting that cannot be used, in a sentence that says which and what to do.
struct ConfigurationFault: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) { description = sentence }
}
