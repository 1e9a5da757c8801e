package import Domain
import Foundation

/// The firm or agency that this installation serves, as its configuration says.
package struct Organisation: Sendable {
    /// In full, for pages.
    package let name: String
    /// What mails and page titles say instead, so that neither reveals whom somebody deals with.
    package let discreetName: String
    /// How recipients reach a human; without it nothing can be sent (OS-15).
    package let contact: String
    /// `https://updates.example.com`, without a slash at the end: every URL begins with it (LT-10).
    package let origin: String
    package let mailFrom: EmailAddress
    package let longestLinkLifetime: Int64
    /// Whether an expired link is renewed at once or only after staff said yes.
    package let renewsAutomatically: Bool
    package let recordsClients: ClientRecording
    /// Whether staff need a second factor to sign in, or may choose to have one.
    package let requiresSecondFactor: Bool
    /// Whether people are mailed about what they want to be mailed about; otherwise they are told in the application alone, but for what
    /// cannot be switched off.
    package let mailsNotifications: Bool
    /// Whether links open only after a mailed code, unless a sender says otherwise (N-44).
    package let asksForCode: Bool
    /// How long a send can be taken back before its mails leave (N-35).
    package let undoWindow: Duration
    /// How long cases are kept after they were closed, unless one says otherwise; none: until somebody says so.
    package let caseRetention: RetentionMonths?
    /// How much the files attached to one mail may take of it, as they travel.
    package let attachedLimit: Int64

    package init(
        name: String, discreetName: String = "Secure Updates", contact: String, origin: String, mailFrom: EmailAddress,
        longestLinkLifetime: Int64 = 30 * 86_400, renewsAutomatically: Bool = true,
        recordsClients: ClientRecording = .full, requiresSecondFactor: Bool = false,
        mailsNotifications: Bool = true, asksForCode: Bool = false,
        undoWindow: Duration = .zero,
        caseRetention: RetentionMonths? = nil, attachedLimit: Int64 = 10 * 1_048_576
    ) {
        self.name = name
        self.discreetName = discreetName
        self.contact = contact
        self.origin = origin
        self.mailFrom = mailFrom
        self.longestLinkLifetime = longestLinkLifetime
        self.renewsAutomatically = renewsAutomatically
        self.recordsClients = recordsClients
        self.requiresSecondFactor = requiresSecondFactor
        self.mailsNotifications = mailsNotifications
        self.asksForCode = asksForCode
        self.undoWindow = undoWindow
        self.caseRetention = caseRetention
        self.attachedLimit = attachedLimit
    }

    /// Without `https://`.
    package var host: String {
        guard let separator = origin.range(of: "://") else { return origin }
        return String(origin[separator.upperBound...])
    }
}

/// How much of where a request came from is kept in the tracker.
package enum ClientRecording: String, CaseIterable, Sendable {
    case full
    /// The network part of the address only, and no user agent.
    case truncated
    case off
}

extension Organisation {
    /// The lifetime as it may be: the organisation's maximum holds on every way to a link, also where it was lowered after
    /// the sender chose (N-21).
    func allowed(_ lifetime: LinkLifetime) -> LinkLifetime {
        LinkLifetime(stored: min(lifetime.seconds, longestLinkLifetime))
    }

    /// What the tracker may keep of this trace.
    package func kept(_ trace: ClientTrace?) -> ClientTrace? {
        guard let trace else { return nil }
        switch recordsClients {
        case .full: return trace
        case .off: return nil
        case .truncated: return ClientTrace(address: Self.network(of: trace.address), userAgent: "")
        }
    }

    /// The first three numbers of an IPv4 address, the first three groups of an IPv6 one, however it is abridged.
    private static func network(of address: String) -> String {
        let dotted = address.split(separator: ".", omittingEmptySubsequences: false)
        if dotted.count == 4 { return dotted.prefix(3).joined(separator: ".") + ".0" }
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, address, &bytes) == 1 else { return "" }
        return stride(from: 0, to: 6, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
            .joined(separator: ":") + "::"
    }
}
