import Domain
import Testing

@testable import Mail

/// One letter of every kind, with the values of a test.
struct AllLetters {
    static let host = "updates.example.com"
    static let until = StatedTime(
        Moment(milliseconds: 1_795_442_527_120), offsetSeconds: 3600, zone: "Europe/Berlin (UTC+1)")

    let writer: LetterWriter
    let stamp: LetterStamp

    init(
        organisation: String = "Acme Discreet", contact: String = "help@example.com, +49 30 1234",
        name: String = "Secure Updates"
    ) throws {
        writer = LetterWriter(
            fromName: name, from: try EmailAddress(reading: "updates@example.com"), organisation: organisation,
            contact: contact, host: Self.host)
        stamp = LetterStamp(
            to: try EmailAddress(reading: "rita@example.org"), id: "7ahbcdefghijklmnopqrstuvab",
            date: Moment(milliseconds: 1_795_442_527_120), references: ["root"])
    }

    func letters() throws -> [LetterKind: Letter] {
        let link = "https://\(Self.host)/sends/4f1"
        let files = (1...3).map { "https://\(Self.host)/f/v1.k1.\(String(repeating: "aB-_", count: 30))\($0)" }
        return [
            .caseUpdate: try writer.caseUpdate(stamp, links: .files(files), until: Self.until, asksForCode: true),
            .verificationCode: try writer.verificationCode(
                stamp, code: "1234 5678", reference: "K7M", browser: "Firefox on Windows"),
            .renewedLink: try writer.renewedLink(
                stamp, links: .files([files[0]]), until: Self.until, asksForCode: false),
            .deliveryFailed: try writer.deliveryFailed(
                stamp, initials: "R. K.", reason: "The mailbox is full.", link: link),
            .linkRequested: try writer.linkRequested(stamp, initials: "R. K.", link: link),
            .codesRefused: try writer.codesRefused(stamp, initials: "R. K.", at: Self.until, link: link),
            .guessing: try writer.guessing(stamp, at: Self.until, link: link),
            .notifications: try writer.notifications(
                stamp,
                groups: [
                    [
                        NotificationLine(kind: .updateSubmitted, url: link),
                        NotificationLine(kind: .viewed, url: link),
                    ], [NotificationLine(kind: .assigned, url: link)],
                ], all: "https://\(Self.host)/notifications", settings: "https://\(Self.host)/account/notifications"),
            .misdelivery: try writer.misdelivery(stamp, initials: "R. K.", at: Self.until, link: link),
            .assigned: try writer.assigned(stamp, link: link),
            .invitation: try writer.invitation(stamp, link: link, until: Self.until),
            .passwordReset: try writer.passwordReset(stamp, link: link, until: Self.until),
            .signInLocked: try writer.signInLocked(stamp, link: link, until: Self.until),
            .addressCode: try writer.addressCode(
                stamp, code: "1234 5678", reference: "K7M", browser: "Firefox on Windows"),
            .newAddress: try writer.newAddress(stamp, link: link, until: Self.until),
            .addressAsked: try writer.addressAsked(
                stamp, address: "rita@example.com", asker: "sam@example.com", at: Self.until, until: Self.until,
                link: link),
            .securityNotice: try writer.securityNotice(
                stamp, change: .newSignIn, at: Self.until, browser: "Firefox on Windows", place: "192.0.2.7",
                link: link),
            .portalInvitation: try writer.portalInvitation(stamp, link: link, until: Self.until),
            .portalCode: try writer.portalCode(
                stamp, code: "1234 5678", reference: "K7M", browser: "Firefox on Windows"),
            .fullUpdate: try writer.fullUpdate(
                stamp,
                FullUpdate(
                    subject: LetterKind.fullUpdate.subject, caseReference: "2026-014",
                    body: Block.Written(html: ["<p>He saw it.</p>"], text: ["He saw it."]), note: ["Please call."],
                    wording: LetterWording(opening: ["Dear client,"], closing: ["Yours"]),
                    carriage: .links(
                        [Block.Link(label: "Report.pdf", url: files[0]), Block.Link(label: "Map.png", url: files[1])],
                        until: Self.until, asksForCode: true))),
            .delegateNotice: try writer.delegateNotice(
                stamp, links: .files(files), until: Self.until, askedBy: "R. K.", approvedBy: "M. B."),
            .delegateApproved: try writer.delegateDecided(stamp, isApproved: true, initials: "D. D.", link: files[0]),
            .delegateDeclined: try writer.delegateDecided(stamp, isApproved: false, initials: "D. D.", link: files[0]),
            .test: try writer.test(stamp, at: Self.until, route: "smtp://mail.example.com:587"),
        ]
    }
}
