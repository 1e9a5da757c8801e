import Cryptography
import Foundation
import SQLiteEngine

/// Everything that `doctor` looks at, in the order in which one would mend it.
struct Examination: Sendable {
    func findings() async -> [Finding] {
        let settings: SettingsReader
        do { settings = try await SettingsReader() } catch { return [.problem(.configuration, "\(error)")] }
        var findings = settings.unknown.map { Finding.warning(.configuration, $0.sentence) }
        let configuration: ServiceConfiguration
        do {
            configuration = try ServiceConfiguration(settings)
        } catch {
            return findings + [.problem(.configuration, "\(error)")]
        }
        findings.append(
            .ok(.configuration, "The settings can be used; they are those of \(configuration.environment.rawValue)."))
        let folder = FolderExamination(path: configuration.dataFolder, reserve: configuration.diskReserve)
        let rows = await RowsExamination(configuration, folder: folder).findings()
        let world = SystemWorld()
        findings += KeyExamination(
            folder: KeyFolder(configuration.keysFolder, world: world), environment: configuration.environment,
            dataFolder: folder.path, holdsData: rows.holdsData, now: world.now()
        ).findings()
        findings += folder.findings(environment: configuration.environment)
        findings += rows.findings
        findings += await MailExamination(configuration).findings()
        findings += await SignInExamination(provider: configuration.signInProvider).findings()
        findings += ClockExamination(folder: folder, now: world.now()).findings()
        findings += await AddressExamination(configuration, isServing: rows.isServing).findings()
        return findings
    }
}
