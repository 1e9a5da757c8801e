import Actions
import HTTPTypes

/// Whether a request that changes something was made by a page of ours, by what browsers say of themselves (SE-05). A
/// browser that says nothing is judged by the hidden field alone.
struct OriginCheck: Sendable {
    private let origin: String
    private let isDevelopment: Bool

    init(_ site: Site) {
        origin = site.organisation.origin
        isDevelopment = site.settings.isDevelopment
    }

    func check(_ head: HTTPRequest) throws(Refusal) {
        if let site = head.headerFields[.secFetchSite] {
            guard site == "same-origin" || site == "none" else { throw .staleForm }
            return
        }
        guard let stated = head.headerFields[.origin] else { return }
        guard stated == origin || (isDevelopment && stated == "http://" + (head.authority ?? "")) else {
            throw .staleForm
        }
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
