import SQL
import TestSupport
import Testing

@Suite("AU-06: the storage contract, on every engine")
struct StorageContractTests {
    @Test("AU-06: values keep their places in lists and fragments", arguments: Engine.all)
    func places(_ engine: Engine) async throws { try await on(engine, StorageContract.valuesKeepTheirPlaces) }

    @Test("an empty list matches nothing", arguments: Engine.all)
    func emptyList(_ engine: Engine) async throws { try await on(engine, StorageContract.emptyListMatchesNothing) }

    @Test("AU-06: values come back as they went in", arguments: Engine.all)
    func values(_ engine: Engine) async throws { try await on(engine, StorageContract.valuesComeBack) }

    @Test("long text comes back", arguments: Engine.all)
    func longText(_ engine: Engine) async throws { try await on(engine, StorageContract.longTextComesBack) }

    @Test("text with U+0000 is refused and the transaction goes on", arguments: Engine.all)
    func zero(_ engine: Engine) async throws { try await on(engine, StorageContract.zeroCharacterIsRefused) }

    @Test("seventy thousand values are refused and the transaction goes on", arguments: Engine.all)
    func tooMany(_ engine: Engine) async throws { try await on(engine, StorageContract.tooManyValuesAreRefused) }

    @Test("changes return their rows", arguments: Engine.all)
    func returning(_ engine: Engine) async throws { try await on(engine, StorageContract.changesReturnTheirRows) }

    @Test("conflicts can be met in the statement", arguments: Engine.all)
    func conflicts(_ engine: Engine) async throws { try await on(engine, StorageContract.conflictsCanBeMet) }

    @Test("rows are read strictly", arguments: Engine.all)
    func strictRows(_ engine: Engine) async throws { try await on(engine, StorageContract.rowsAreReadStrictly) }

    @Test("the rules of the schema are kept, and faults hold no value", arguments: Engine.all)
    func rules(_ engine: Engine) async throws { try await on(engine, StorageContract.rulesAreKept) }

    @Test("rows that others name stay", arguments: Engine.all)
    func references(_ engine: Engine) async throws { try await on(engine, StorageContract.namedRowsStay) }

    @Test("a statement the schema does not bear out is refused", arguments: Engine.all)
    func unknown(_ engine: Engine) async throws { try await on(engine, StorageContract.unknownTablesAreRefused) }

    @Test("a body that throws leaves nothing", arguments: Engine.all)
    func rollback(_ engine: Engine) async throws { try await on(engine, StorageContract.throwingUndoesAll) }

    @Test("the next read sees what was written", arguments: Engine.all)
    func freshReads(_ engine: Engine) async throws { try await on(engine, StorageContract.writesAreSeenByTheNextRead) }

    @Test("a read sees one moment", arguments: Engine.all)
    func snapshots(_ engine: Engine) async throws { try await on(engine, StorageContract.readsAreSnapshots) }

    @Test("a read cannot write", arguments: Engine.all)
    func readOnly(_ engine: Engine) async throws { try await on(engine, StorageContract.readsDoNotWrite) }

    @Test("a counter counts everybody under every isolation", arguments: Engine.all)
    func counters(_ engine: Engine) async throws { try await on(engine, StorageContract.guardedCountersCountAll) }

    @Test("no update is lost", arguments: Engine.all)
    func lostUpdates(_ engine: Engine) async throws { try await on(engine, StorageContract.updatesAreNotLost) }

    @Test("of sixteen at once, one takes a one-time thing", arguments: Engine.all)
    func race(_ engine: Engine) async throws { try await on(engine, StorageContract.oneTimeThingsAreTakenOnce) }

    @Test("a cancelled caller still writes", arguments: Engine.all)
    func cancelled(_ engine: Engine) async throws { try await on(engine, StorageContract.cancelledCallersStillWrite) }

    @Test("announcements follow commits only", arguments: Engine.all)
    func announcements(_ engine: Engine) async throws {
        try await on(engine, StorageContract.announcementsFollowCommits)
    }

    @Test("what is announced can be read", arguments: Engine.all)
    func announcedIsThere(_ engine: Engine) async throws {
        try await on(engine, StorageContract.whatIsAnnouncedCanBeRead)
    }

    private func on(_ engine: Engine, _ promise: (any Database) async throws -> Void) async throws {
        let fresh = try await TestDatabase(engine)
        try await promise(fresh.database)
        withExtendedLifetime(fresh) {}
    }
}
