import Actions
import Blobs
import Domain
import Records
import SQL

/// An open database and store of files: whether they are ours, up to date, and take what is given to them.
struct InstallationExamination: Sendable {
    let database: any Database
    /// None where the key ring does not open.
    let blobs: (any BlobStore)?
    let now: Moment

    func findings() async -> [Finding] {
        var findings = await schema()
        if findings.allSatisfy({ $0.mark != .problem }) {
            findings.append(await writes())
            findings += await clock()
        }
        if let blobs { findings.append(await files(blobs)) }
        return findings
    }

    private func schema() async -> [Finding] {
        do {
            let pending = try await Schema.migrator.pending(database)
            guard pending.isEmpty else {
                return [
                    .warning(
                        .database,
                        "The schema lacks \(pending.count) of its steps (\(pending.joined(separator: ", "))). The next start "
                            + "runs them, or `casecourier migrate` does.")
                ]
            }
            return [.ok(.database, "The schema is up to date.")]
        } catch {
            return [.problem(.database, WorldFault.words(for: error))]
        }
    }

    private func writes() async -> Finding {
        do {
            try await Schema.migrator.proveWritable(database)
            return .ok(.database, "The database takes writes.")
        } catch DatabaseFault.refusedStatement {
            return .ok(.database, "The database opens.")
        } catch {
            return .problem(.database, "\(WorldFault.words(for: error)) Check the disk, then restart the service.")
        }
    }

    private func files(_ blobs: any BlobStore) async -> Finding {
        do {
            try await blobs.probe()
            return .ok(.files, "A file was stored, synced, read back and removed.")
        } catch {
            return .problem(.files, WorldFault.words(for: error))
        }
    }

    private func clock() async -> [Finding] {
        guard let latest = try? await database.read({ try Marks($0).find(.clock) }), latest > now + .minutes(1) else {
            return []
        }
        return [
            .problem(
                .clock,
                "The records reach to \(latest.rfc3339), which is still to come by this machine's clock. Set the clock: links "
                    + "and sessions go by it.")
        ]
    }
}
