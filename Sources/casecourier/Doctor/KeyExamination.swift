import Cryptography
import Domain

/// Whether the key ring is there, safe from others, complete and fresh.
struct KeyExamination {
    let folder: KeyFolder
    let environment: ServiceConfiguration.Environment
    let dataFolder: String
    let holdsData: Bool
    let now: Moment

    func findings() -> [Finding] {
        var findings: [Finding] = []
        if folder.path == dataFolder || folder.path.hasPrefix(dataFolder + "/") {
            findings.append(
                .warning(
                    .keys,
                    "The keys folder lies in the data folder, so a backup of the data holds the keys too. Move it, and set "
                        + "\(Setting.keysFolder.variable)."))
        }
        guard folder.hasRing || holdsData else { return findings + [missing] }
        do {
            return findings + ring(try folder.openAsItIs().describe())
        } catch {
            return findings + [.problem(.keys, "\(error)")]
        }
    }

    private var missing: Finding {
        environment == .development
            ? .ok(.keys, "There is no key ring yet; the first start makes one.")
            : .problem(.keys, "There is no key ring yet. Run `casecourier keys create`.")
    }

    private func ring(_ keys: [KeyDescription]) -> [Finding] {
        var findings: [Finding] = []
        if environment == .production, folder.isForDevelopment {
            findings.append(
                .problem(
                    .keys,
                    "The key ring was made by a development start, and production refuses it. Name another "
                        + "\(Setting.keysFolder.variable) and run `casecourier keys create`."))
        }
        let active = KeyPurpose.allCases.map { purpose in
            (purpose, keys.last { $0.purpose == purpose && $0.state == .active && $0.notBefore <= now })
        }
        findings += active.compactMap { purpose, key in state(of: purpose, key) }
        if findings.isEmpty {
            let oldest = active.compactMap(\.1).map(\.created).min().map { " since \(CivilTime($0).date)" } ?? ""
            findings.append(
                .ok(.keys, "The key ring is readable by its owner alone; every purpose has a key that signs\(oldest)."))
        }
        return findings
    }

    private func state(of purpose: KeyPurpose, _ key: KeyDescription?) -> Finding? {
        guard let key else {
            return .problem(
                .keys, "No key for \(purpose.rawValue) may sign now. Run `casecourier keys rotate \(purpose.rawValue)`."
            )
        }
        guard key.isDue(at: now) else { return nil }
        return .warning(
            .keys,
            "The key for \(purpose.rawValue) signs since \(CivilTime(key.created).date). Run `casecourier keys rotate "
                + "\(purpose.rawValue)`\(purpose == .file ? " and then `casecourier keys rewrap`" : "").")
    }
}
