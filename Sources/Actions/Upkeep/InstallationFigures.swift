import Cryptography
import Domain
import Records
import SQL

extension Installation {
    /// What happened here and how things stand, for `/metrics`. Names are documented in `docs/operations.md`.
    package func addFigures(to page: inout Exposition) { InstallationFigures(self).add(to: &page) }
}

/// The families of figures that do not depend on how requests come in.
struct InstallationFigures {
    private let installation: Installation
    private let figures: Figures
    private let signs: VitalSigns?

    init(_ installation: Installation) {
        self.installation = installation
        figures = installation.figures
        signs = installation.vitals.latest
    }

    func add(to page: inout Exposition) {
        transfers(&page)
        mail(&page)
        people(&page)
        storage(&page)
        keys(&page)
        health(&page)
    }

    private func transfers(_ page: inout Exposition) {
        page.add("casecourier_downloads_running", .gauge, "Files on their way out.", figures.downloads.count)
        page.add("casecourier_uploads_running", .gauge, "Files on their way in.", figures.uploads.count)
        page.add(
            "casecourier_file_bytes_total", .counter, "Bytes of files opened for sending, or taken in.",
            [
                .init(figures.total(.bytesSent), [("direction", "out")]),
                .init(figures.total(.bytesReceived), [("direction", "in")]),
            ])
        page.add(
            "casecourier_delivery_events_total", .counter, "Delivery events committed.", figures.total(.event))
    }

    private func mail(_ page: inout Exposition) {
        page.add(
            "casecourier_mails_total", .counter, "Tries to hand a mail over, by how they ended.",
            Figures.Mail.allCases.map { .init(figures.total(.mail($0)), [("outcome", $0.rawValue)]) })
        guard let signs else { return }
        page.add(
            "casecourier_outbox_oldest_due_seconds", .gauge, "How long the oldest mail due has waited.",
            [.init(signs.longestWait.inSeconds)])
        guard let counts = signs.counts else { return }
        page.add(
            "casecourier_outbox_letters", .gauge, "Mails that wait, by why.",
            [
                .init(counts.due, [("state", "due")]), .init(counts.delayed, [("state", "delayed")]),
                .init(counts.taken, [("state", "taken")]),
            ])
    }

    private func people(_ page: inout Exposition) {
        page.add(
            "casecourier_codes_total", .counter, "Codes mailed and entered, and links suspended for wrong ones.",
            Figures.Code.allCases.map { .init(figures.total(.code($0)), [("event", $0.rawValue)]) })
        page.add(
            "casecourier_sign_ins_total", .counter, "Attempts of staff to sign in.",
            Figures.SignInEnd.allCases.map { .init(figures.total(.signIn($0)), [("outcome", $0.rawValue)]) })
        guard let counts = signs?.counts else { return }
        page.add(
            "casecourier_sessions", .gauge, "Live sessions.",
            [
                .init(counts.visitorSessions, [("kind", "visitor")]), .init(counts.staffSessions, [("kind", "staff")]),
            ])
    }

    private func storage(_ page: inout Exposition) {
        guard let signs else { return }
        let engine = signs.engine
        page.add("casecourier_database_writes_total", .counter, "Actions committed.", engine.bodies)
        page.add(
            "casecourier_database_commit_seconds", .summary, "Time of commits; each carries a group of actions.",
            [
                .init(engine.committing.inSeconds, suffix: "_sum"),
                .init(Double(engine.transactions), suffix: "_count"),
            ])
        page.add("casecourier_database_retries_total", .counter, "Actions that ran again.", engine.retries)
        if let size = engine.logSize {
            page.add("casecourier_database_log_bytes", .gauge, "Size of the write-ahead log.", size)
        }
        if let free = signs.diskFree {
            page.add("casecourier_disk_free_bytes", .gauge, "Room on the disk of the data folder.", free)
        }
        page.add("casecourier_disk_reserve_bytes", .gauge, "Room that should stay.", signs.diskReserve)
    }

    private func keys(_ page: inout Exposition) {
        guard let signs else { return }
        page.add(
            "casecourier_key_age_seconds", .gauge, "Age of the key that signs.",
            signs.keys.map { .init($0.age.inSeconds, [("purpose", $0.purpose.rawValue)]) })
        page.add(
            "casecourier_key_rotation_due", .gauge, "1 where the key should be rotated.",
            signs.keys.map { .init($0.isDue ? 1.0 : 0, [("purpose", $0.purpose.rawValue)]) })
    }

    private func health(_ page: inout Exposition) {
        let checks = installation.vitals.checks(at: installation.uptime())
        page.add("casecourier_ready", .gauge, "1 while /readyz answers 200.", checks.allSatisfy(\.isGood) ? 1 : 0)
        page.add(
            "casecourier_check_good", .gauge, "1 for each condition that holds.",
            checks.map { .init($0.isGood ? 1.0 : 0, [("check", $0.name.rawValue)]) })
    }
}

extension Duration {
    fileprivate var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
