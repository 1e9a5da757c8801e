import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// `/dev/mail`: what would have been sent, in development only. Elsewhere these pages do not exist.
struct MailboxHandlers: Sendable {
    let site: Site

    func list(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let letters = try await mailbox().letters()
        return site.answer(
            MailboxPage(
                frame: try frame(context),
                mails: letters.map { letter in
                    MailboxPage.MailRow(
                        path: "/dev/mail/\(letter.number)", to: letter.recipient, subject: letter.subject,
                        at: When(MailTime.reading(letter.date)))
                }))
    }

    func show(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let letter = try await letter(context)
        return site.answer(
            MailboxMessagePage(
                frame: try frame(context), from: letter.sender, to: letter.recipient, subject: letter.subject,
                at: When(MailTime.reading(letter.date)), text: letter.text, links: links(in: letter.text),
                html: letter.html.isEmpty ? nil : "/dev/mail/\(letter.number)/html", source: letter.source))
    }

    /// The HTML part by itself: it runs nothing, loads nothing and belongs to no origin, but its own styles show.
    func html(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let letter = try await letter(context)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8",
                .contentSecurityPolicy: "sandbox; default-src 'none'; style-src 'unsafe-inline'",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: letter.html)))
    }

    private func mailbox() throws(Refusal) -> DevelopmentMailbox {
        guard site.settings.isDevelopment, let mailbox = site.settings.mailbox else { throw .notFound }
        return mailbox
    }

    private func letter(_ context: VisitorContext) async throws -> DevelopmentMailbox.Letter {
        let mailbox = try mailbox()
        guard let number = Int(try context.facts.parameter("number")), let letter = await mailbox.letter(number) else {
            throw Refusal.notFound
        }
        return letter
    }

    private func frame(_ context: VisitorContext) throws -> WorkingFrame {
        let token = try context.facts.form.token(site: site)
        let staff = context.visitor.staff
        return WorkingFrame(
            organisation: site.organisation.name, theme: nil, formToken: token,
            signedIn: staff.map { SignedIn(name: $0.name, at: .mail, unread: $0.unread, development: true) },
            flash: nil, errors: nil)
    }

    /// The addresses of ours in the text, each once.
    private func links(in text: String) -> [String] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        return words.filter { $0.hasPrefix(site.organisation.origin + "/") }.reduce(into: []) { links, link in
            if !links.contains(link) { links.append(link) }
        }
    }
}
