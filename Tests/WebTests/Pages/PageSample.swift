import Domain
import Testing

@testable import Web

/// One page in one state, filled as a handler would fill it.
struct PageSample: Sendable, CustomTestStringConvertible {
    let state: String
    let page: any Page

    init(_ page: any Page, _ state: String = "full") {
        self.page = page
        self.state = state
    }

    var name: String { "\(type(of: page).template)-\(state)" }
    var testDescription: String { name }

    static let all: [PageSample] =
        recipient + staff + distributionGroups + caseRecords + portal + imports
        + notifications + mails + permissions
}

/// Values that many samples share.
enum Sample {
    static let morning = Moment(milliseconds: 1_795_424_520_000)
    static func when(_ minutes: Int64) -> When { When(morning + .minutes(minutes)) }
    static let until = When(morning + .days(7))
    static let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    static let path = "/f/v1.k1.AAECAwQFBgcICQoLDA0ODw.bWFj"

    static func reading(
        _ errors: ErrorSummary? = nil, flash: Flash? = nil, theme: Theme? = nil, grant: Bool = false
    ) -> ReadingFrame {
        ReadingFrame(
            organisation: "Hartmann & Vogel Investigations", discreetName: "Secure Updates",
            contact: "Call +44 20 7946 0018 (weekdays 9 to 17) or write to office@hv.example", theme: theme,
            formToken: "t0k3n", flash: flash, errors: errors, hasGrant: grant)
    }

    static func working(
        _ place: NavItem.Place?, errors: ErrorSummary? = nil, flash: Flash? = nil, theme: Theme? = nil
    ) -> WorkingFrame {
        WorkingFrame(
            organisation: "Hartmann & Vogel", theme: theme, formToken: "t0k3n",
            signedIn: SignedIn(name: "Ana Moreau", at: place, unread: 3, development: true), flash: flash,
            errors: errors)
    }

    static let report = FileFacts(
        name: "Surveillance report 14 November.pdf", type: "PDF document", bytes: 4_182_337, sha256: digest,
        newer: when(-100))
    static let photos = FileFacts(
        name: "Photographs_with_a_very_long_file_name_that_nobody_shortened_before_sending_it_2026-11-14_final.zip",
        type: "ZIP archive", bytes: 812_004_112, sha256: digest)
    static let note = FileFacts(name: "Note.txt", type: "Text", bytes: 1, sha256: digest)

    static func field(_ id: String, _ value: String = "") -> Field { Field(id, value: value) }
    static func failing(_ field: Field) -> ErrorSummary? { ErrorSummary(fields: [field]) }
}
